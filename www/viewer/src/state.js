// How a page stood at a moment: folded from the stream's events, with checkpoints so that
// seeking in a long stream stays quick.

import { lastAt } from "./visit.js";

/** Events between two checkpoints. */
const STRIDE = 4096;
/** Most inner scrollers remembered at once. */
const MAX_SCROLLERS = 128;
/** How many of the latest clicks and keys a state holds: what the stage can show at once. */
const RECENT = 8;
const RECENT_KEYS = 14;
/** Most fingers shown at once. */
const MAX_CONTACTS = 9;

class State {
  url = "";
  viewport = { w: 0, h: 0 };
  document = { w: 0, h: 0 };
  scroll = { x: 0, y: 0 };
  /** Target → its last scroll event. */
  scrollers = new Map();
  /** The last event that told where the pointer was. */
  pointer = null;
  focus = null;
  edited = null;
  /** The last event that is announced over the page: a form sent, an error, a word of the site's. */
  announced = null;
  /** The button or contact that is down. */
  pressed = null;
  /** Number of each finger beside the first that touches → its last event. */
  contacts = new Map();
  unanswered = null;
  /** The part of the viewport that is shown, while it is zoomed by two fingers. */
  pinch = null;
  hidden = false;
  paused = false;
  offline = false;
  clicks = [];
  keys = [];

  copy() {
    const copy = Object.assign(new State(), this);
    copy.scrollers = new Map(this.scrollers);
    copy.contacts = new Map(this.contacts);
    return copy;
  }

  // Values are replaced, never changed in place: a checkpoint shares them.
  apply(event) {
    const { kind, row } = event;
    switch (kind) {
      case "page":
        this.url = row.url;
        this.scrollers = new Map();
        this.focus = null;
        this.pressed = null;
        this.contacts = new Map();
      // falls through: a page event says its sizes too
      case "resize":
        this.viewport = { w: row.viewport_w, h: row.viewport_h };
        this.document = { w: row.document_w, h: row.document_h };
        break;
      case "scroll":
        if (!event.target) this.scroll = { x: event.x, y: event.y };
        else if (this.scrollers.size < MAX_SCROLLERS || this.scrollers.has(event.target)) {
          this.scrollers.set(event.target, event);
        }
        break;
      case "pointer":
        this.pointer = event;
        break;
      case "click":
        this.pointer = event;
        this.clicks = [...this.clicks.slice(1 - RECENT), event];
        break;
      case "key":
        this.keys = [...this.keys.slice(1 - RECENT_KEYS), event];
        break;
      case "focus":
        this.focus = event;
        break;
      case "blur":
        this.focus = null;
        break;
      case "input":
      case "change":
        this.edited = event;
        break;
      case "submit":
      case "outcome":
      case "reset":
      case "error":
      case "invalid":
      case "friction":
      case "custom":
        this.announced = event;
        break;
      case "press":
        this.pressed = row.phase === "down" ? event : null;
        break;
      case "contact":
        if (row.phase === "end" || row.phase === "cancel") this.contacts.delete(row.contact);
        else if (this.contacts.size < MAX_CONTACTS || this.contacts.has(row.contact)) this.contacts.set(row.contact, event);
        break;
      case "unanswered":
        this.unanswered = event;
        break;
      case "pinch":
        this.pinch = row.zoom > 100 ? row : null;
        break;
      case "visibility":
        if (row.state === "hidden" || row.state === "visible") this.hidden = row.state === "hidden";
        break;
      case "pause":
        this.paused = row.paused;
        break;
      case "network":
        this.offline = !row.online;
        break;
    }
  }
}

export class StateReader {
  #stream;
  #checkpoints = [new State()];
  #state = new State();
  /** How many events #state holds. */
  #applied = 0;
  #rebuilt;

  constructor(stream) {
    this.#stream = stream;
    this.#rebuilt = stream.rebuilt;
  }

  /** The state at `t`, with the index of the last event in it. Good until the next call. */
  at(t) {
    const { events, rebuilt } = this.#stream;
    if (rebuilt !== this.#rebuilt) {
      this.#rebuilt = rebuilt;
      this.#checkpoints = [new State()];
      this.#resume(0);
    }
    const wanted = lastAt(events, t) + 1;
    const nearest = Math.min(Math.floor(wanted / STRIDE), this.#checkpoints.length - 1);
    if (wanted < this.#applied || nearest * STRIDE > this.#applied) this.#resume(nearest);
    while (this.#applied < wanted) {
      this.#state.apply(events[this.#applied++]);
      if (this.#applied === this.#checkpoints.length * STRIDE) this.#checkpoints.push(this.#state.copy());
    }
    return { state: this.#state, index: wanted - 1 };
  }

  #resume(checkpoint) {
    this.#state = this.#checkpoints[checkpoint].copy();
    this.#applied = checkpoint * STRIDE;
  }
}
