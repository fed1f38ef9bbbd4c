// Signals: kinds told by numbers and texts alone (src/wire/signal.rs has the other side). The files
// in signals/ hear them, a theme each; here is what they share. They import nothing, since
// wasm-bindgen copies no file that another imports.

// As in src/wire/signal.rs, in bytes.
const MAX_TEXT = 512;

// Made at once: later the page may have put another in its place.
const encoder = new TextEncoder();

const whole = (value, most = 2 ** 25) => Math.round(Math.min(Math.max(value || 0, -most), most));
/** A number that may be negative, as the wire has it. */
const zigzag = (value) => {
  const number = whole(value);
  return number < 0 ? -2 * number - 1 : 2 * number;
};
/** About how long, as `Length` has it. */
const bucket = (length) => (length > 128 ? 3 : length > 16 ? 2 : length > 0 ? 1 : 0);
/** An event of our own, now, on an element. */
export const happens = (element) => ({ composedPath: () => [element], timeStamp: performance.now() });
const first = (event) => event.composedPath()[0];
// A form's own properties can be shadowed by its controls.
const matches = (element, selector) => element instanceof Element && Element.prototype.matches.call(element, selector);
const closest = (element, selector) => element instanceof Element && Element.prototype.closest.call(element, selector);

/** A whole number from 0 up, in groups of seven bits. */
const varint = (value, bytes) => {
  for (value = Math.min(value, 2 ** 32 - 1); value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  bytes.push(value);
};

/** A row without its time and its element: the kind, numbers, and texts, each behind its length. */
const row = (tag, numbers, texts) => {
  const bytes = [tag];
  numbers.forEach((number) => varint(Math.max(0, Math.round(number) || 0), bytes));
  texts.forEach((text) => {
    const room = new Uint8Array(MAX_TEXT);
    const { written } = encoder.encodeInto(`${text}`, room);
    varint(written, bytes);
    bytes.push(...room.subarray(0, written));
  });
  return Uint8Array.from(bytes);
};

/** Runs `f`. What a page's own getters throw is no fault of ours; a wasm trap is. */
const quiet = (f) => (argument) => {
  try {
    return f(argument);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
  }
};

/**
 * Lets signals join a recording, by what edge.js keeps at its entry: from now on `entry.add` hands a
 * theme what it needs, and `entry.signal` tells of whatever else there is.
 */
export const begin = (entry) => {
  const { on, open, guarded } = entry;
  const settling = [];

  /** Tells a row: the kind's number on the wire, rules, the event, and the row's numbers and texts.
   * Numbers given by a function are asked for once it is known that they may be told: until then no
   * value, validity or kind of edit is read. It may also say then that there is nothing to tell. */
  const tell = (tag, rules, event, numbers, texts = []) =>
    entry.told(rules, event, () => {
      const given = typeof numbers == "function" ? numbers() : numbers;
      return given ? row(tag, given, texts) : [];
    });
  const listen = (kind, types, handler, where) => on(kind) && entry.hear(types.split(" "), quiet(handler), where);
  /** Calls `f` in some ms, but not after the end; gives back what calls it off. */
  const later = (f, ms) => {
    const timer = setTimeout(guarded(quiet(f)), ms);
    return () => clearTimeout(timer);
  };

  // Rules, as in signal.rs.
  const [TARGET, FIELD, PLACE, CLICKABLE, BOUNDS, COARSE, KNOWN] = [1, 2, 4, 8, 16, 32, 64];
  const kit = {
    TARGET, FIELD, PLACE, CLICKABLE, BOUNDS, COARSE, KNOWN,
    whole, zigzag, bucket, happens, first, matches, closest,
    on, open, tell, listen, later, guarded, quiet, settling, entry,
  };
  entry.add = guarded(quiet((theme) => theme(kit)));
  entry.signal = tell;
  entry.settle = (event) => entry.paused || settling.forEach((settle) => guarded(quiet(settle))(event));
};
