// One document in one tab: its frames by sequence number, and its events.

/** An event, the same shape for every kind so that a million of them stay small. */
export class VisitEvent {
  constructor(row, stream) {
    /** ms since 1970 by the visitor's clock, never earlier than the event before it. */
    this.t = row.t;
    this.kind = row.kind;
    this.stream = stream;
    /** Place in the viewport, or offset of a scroller, in CSS px. */
    this.x = row.x ?? 0;
    this.y = row.y ?? 0;
    this.target = row.target ?? "";
    /** The kind's other fields; pointer and scroll rows have none worth keeping. */
    this.row = BARE.has(row.kind) && row.pointer !== "touch" ? null : row;
  }
}

const BARE = new Set(["pointer", "scroll"]);

export class Stream {
  events = [];
  url = "";
  referrer = "";
  /** Frames by ascending sequence number: `{ seq, events }`. */
  #frames = [];
  #late = false;

  constructor(id) {
    this.id = id;
  }

  get first() {
    return this.events.length ? this.events[0].t : 0;
  }

  get last() {
    return this.events.length ? this.events[this.events.length - 1].t : 0;
  }

  /** How many sequence numbers up to the last one are missing. */
  get missing() {
    const last = this.#frames[this.#frames.length - 1];
    return last ? last.seq + 1 - this.#frames.length : 0;
  }

  /** Takes one frame's rows and gives the events made of them. */
  add(rows) {
    const seq = rows[0].seq;
    const events = rows.map((row) => new VisitEvent(row, this));
    // Every row brings its own copies of the two ids; in a million of them they weigh more
    // than all the rest.
    for (const row of rows) row.session = row.stream = "";
    const page = rows.find((row) => row.kind === "page");
    if (page && !this.url) {
      this.url = page.url;
      this.referrer = page.referrer;
    }
    const before = this.#frames[this.#frames.length - 1];
    this.#frames.push({ seq, events });
    if (before && seq < before.seq) {
      this.#late = true;
    } else {
      this.#append(events);
    }
    return events;
  }

  /** Puts late frames where they belong. Says whether all frames had come in order. */
  settle() {
    if (!this.#late) return true;
    this.#late = false;
    this.#frames.sort((a, b) => a.seq - b.seq);
    this.events = [];
    for (const { events } of this.#frames) this.#append(events);
    this.rebuilt = (this.rebuilt ?? 0) + 1;
    return false;
  }

  /** A stream is in order by sequence number: where the visitor's clock was set back, time
   *  stands still instead. */
  #append(events) {
    let latest = this.last;
    for (const event of events) {
      latest = event.t = Math.max(latest, event.t);
      this.events.push(event);
    }
  }
}
