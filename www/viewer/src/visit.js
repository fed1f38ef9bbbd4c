// One session as the viewer holds it: events by stream, streams by tab, all in order of time.

import { PASSIVE } from "./kinds.js";
import { Stream } from "./stream.js";

/** Most events shown of one session: some 350 MB of memory at worst (measured: 176 MB for a million, most of
 *  them no pointer samples). */
export const MAX_EVENTS = 2_000_000;
/** Most tabs told apart. Streams beyond share the last one. */
const MAX_TABS = 12;
/** How long two documents of one tab may overlap, in ms: the old page still sends its last
 *  events while the new one begins. */
const TAB_OVERLAP = 400;

export class Visit {
  /** All events of all streams by time. */
  events = [];
  /** In order of their first event. */
  streams = [];
  /** `{ streams }` each: documents that followed one another in one tab, as far as times tell. */
  tabs = [];
  /** Kind → how many events. */
  counts = new Map();
  /** Frames that could not be read, as reason → how many. */
  unreadable = new Map();
  /** Whether there were more than {@link MAX_EVENTS}. */
  full = false;

  #byId = new Map();
  #fresh = [];

  constructor(session) {
    this.session = session;
  }

  get first() {
    return this.events.length ? this.events[0].t : 0;
  }

  get last() {
    return this.events.length ? this.events[this.events.length - 1].t : 0;
  }

  /** Takes the rows of one frame, and keeps them. Call {@link settle} after the last frame of a batch. */
  add(rows) {
    if (!rows.length) return;
    if (rows[0].session !== this.session) return this.refuse("it belongs to another session");
    if (this.events.length + this.#fresh.length + rows.length > MAX_EVENTS) {
      this.full = true;
      return;
    }
    let stream = this.#byId.get(rows[0].stream);
    if (!stream) {
      stream = new Stream(rows[0].stream);
      this.#byId.set(stream.id, stream);
    }
    for (const event of stream.add(rows)) {
      this.#fresh.push(event);
      this.counts.set(event.kind, (this.counts.get(event.kind) ?? 0) + 1);
    }
  }

  refuse(reason) {
    this.unreadable.set(reason, (this.unreadable.get(reason) ?? 0) + 1);
  }

  /** Brings what was added into order. */
  settle() {
    const fresh = this.#fresh;
    this.#fresh = [];
    if (!fresh.length) return;
    let inOrder = true;
    for (const stream of this.#byId.values()) inOrder = stream.settle() && inOrder;
    fresh.sort(byTime);
    if (inOrder && fresh[0].t >= this.last) {
      for (const event of fresh) this.events.push(event);
    } else {
      this.events = [...this.#byId.values()].flatMap((stream) => stream.events).sort(byTime);
    }
    this.streams = [...this.#byId.values()].sort((a, b) => a.first - b.first);
    this.#sortIntoTabs();
  }

  /** Frames known to be missing: numbers left out in a stream. */
  get missing() {
    return this.streams.reduce((sum, stream) => sum + stream.missing, 0);
  }

  /** Index of the last event at or before `t`, or -1. */
  indexAt(t) {
    return lastAt(this.events, t);
  }

  /** The stream that the visitor was last active in at `t`; among `tab`'s, if one is given. */
  streamAt(t, tab) {
    if (tab) {
      const begun = tab.streams.findLast((stream) => stream.first <= t);
      return begun ?? tab.streams[0];
    }
    const from = this.indexAt(t);
    for (let index = from; index >= 0 && index > from - FOLLOW_LOOKBACK; index--) {
      if (!PASSIVE.has(this.events[index].kind)) return this.events[index].stream;
    }
    return this.events[Math.max(0, from)]?.stream;
  }

  #sortIntoTabs() {
    this.tabs = [];
    for (const stream of this.streams) {
      const free = this.tabs.filter((tab) => tab.last <= stream.first + TAB_OVERLAP);
      const opener = free.find((tab) => stream.referrer && tab.url === stream.referrer);
      let tab = opener ?? free.sort((a, b) => b.last - a.last)[0];
      if (!tab && this.tabs.length === MAX_TABS) tab = this.tabs[MAX_TABS - 1];
      if (!tab) this.tabs.push((tab = { number: this.tabs.length + 1, streams: [] }));
      tab.streams.push(stream);
      tab.last = Math.max(tab.last ?? 0, stream.last);
      tab.url = stream.url;
      stream.tab = tab;
    }
  }
}

/** How many events to look past that do not make their tab the active one. */
const FOLLOW_LOOKBACK = 500;

const byTime = (a, b) => a.t - b.t;

/** Index of the last of `events` (sorted by `t`) at or before `t`, or -1. */
export function lastAt(events, t) {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle].t <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
