import {
  call, clickable, controls, facts, field, forget, fresh, hidden, key, know, known, listen, mark, modifiers, monotonic,
  navigation, origin, places, pointer, row, safe, scrolled, size, stroke, text, ticker,
} from "#edge";
import { instantiate } from "./instance.js";

// Operations of a recording's entry, as in src/capture/entry.rs.
const FLUSH = 102;
const END = 103;

// Made at once: later the page may have put another in its place.
const encoder = new TextEncoder();

/** Compiled once; a failure may be tried again. */
let compiled;

/**
 * A recording about to begin: an instance of the wasm, and what that may ask of the browser. Only
 * numbers cross (src/capture/edge/bare.rs): objects lie in slots while an event is looked at, and a
 * text lies ready until wasm takes it.
 *
 * Gives the recording's entry, a function of an operation, an event for it and two numbers. Before
 * the first call it is told its `settings` and `session`; from then on it has a `stream`.
 */
export async function open(source, consent) {
  let slots, spelled, off, ended;
  const waiting = [];
  const view = (at, length) => new Uint8Array(memory.buffer, at, length);

  // The event is in slot 0.
  const about = (f) => (slot, place) => f(slots[slot], place, slots[0]);
  // Gives the slot of an element, 0 where there is none.
  const found = (f) => (slot) => {
    const element = f(slots[slot]);
    return element ? slots.push(element) - 1 : 0;
  };
  // Gives the length of a text.
  const spell = (f) => (...given) => (spelled = encoder.encode(f(...given))).length;
  // Gives the length of a list of numbers.
  const list = (f) => (...given) => (spelled = new Uint8Array(f(...given).buffer ?? 0)).length;
  // Gives the length of an id, 0 for none.
  const pack = (f) => () => (spelled = Uint8Array.from(f().match(/../g) ?? [], (digits) => parseInt(digits, 16))).length;
  const take = (to) => view(to, spelled.length).set(spelled);

  // The clock is our own, not the visitor's: requests that follow keystrokes would tell of them
  // even where they are encrypted (threat K3). The names of kinds are ASCII.
  const hear = (at, length) => {
    off = listen(String.fromCharCode(...view(at, length)), entry, entry.settings.without);
    entry.timer = setInterval(ticker(entry), entry.settings.interval);
  };
  const send = (at, length, keepalive, number) => entry.more.post(view(at, length), keepalive, number, entry);
  // In the second file, which is there before any element is told of.
  const [pinned, scroller, side, way] = ["pinned", "scroller", "side", "way"].map((name) => (...given) => entry.more[name](...given));
  const code = (at, length) => coded(view(at, length)) || length;
  const coded = safe((frame) => (entry.seen?.(frame), entry.more.code(frame)), 0);
  const settled = () => {
    waiting.splice(0).forEach(call);
    if (ended) clearInterval(entry.timer);
  };

  const session = () => entry.session;
  const stream = () => (entry.stream = fresh());
  const wall = () => Date.now();
  const chance = () => Math.random();

  // The wasm imports each by its place in this list; `cargo xtask build` reads it.
  const imports = [
    ...[known, know, mark, controls, side, pinned, scrolled, field, pointer, modifiers, stroke].map(about),
    ...[origin, clickable, scroller].map(found),
    ...[facts, way, key].map(about).map(spell),
    ...[text].map(spell),
    ...[places, row].map(about).map(list),
    ...[session, stream].map(pack),
    take, hear, send, code, settled, forget, navigation, size, hidden, monotonic, wall, chance,
  ];
  const [exports, module] = await instantiate(compiled ?? (typeof source == "function" ? source() : source), [imports]);
  const { memory, enter } = exports;
  compiled = module;

  const entry = (operation, event, number, status) => {
    const outer = slots;
    slots = [event];
    try {
      enter(operation, number, status);
    } finally {
      slots = outer;
    }
  };
  entry.flush = () =>
    new Promise((done) => {
      waiting.push(done);
      entry.settle();
      entry(FLUSH);
    });
  entry.end = () => {
    ended = true;
    // As at the page's end.
    entry.settle({});
    off();
    entry(END);
  };
  // What waits for the visitor's consent; the queue in wasm bounds it.
  entry.held = consent == "pending" && [];
  return entry;
}
