import { grant, revoke } from "#around";
import { MAX_TEXT, happens } from "#signals";

// What a site says by itself: kinds and results by their numbers on the wire
// (src/wire/{page,custom,tag,friction,outcome,pause}.rs), rules as in src/capture/signal.rs.
const TOLD = 8;
const TARGET = 1;
const OUTCOME = 32;
const CUSTOM = 37;
const TAG = 38;
const FRICTION = 39;
const PAUSE = 43;

// Longest name of an event, a tag or a friction, in characters.
const MAX_NAME = 64;
// Weights go from 0 to this; a rage click weighs 5.
const MAX_WEIGHT = 100;

// What a site may hear of.
const HOOKS = ["page", "session", "answer", "frustration", "stop"];

/** The functions of a recorder that say something; `fail(message)` throws. `t` is when it was said. */
export const api = (entry, fail) => {
  const tell = (t, kind, numbers, texts, element, rules = 0) =>
    (entry.signal ?? (() => fail("signals are off", "signals-unavailable")))(kind, rules, happens(element, t), numbers, texts);
  const named = (name) => {
    if (typeof name != "string" || !name.trim() || name.length > MAX_NAME) fail(`a name is a text of 1 to ${MAX_NAME} characters`);
    return name;
  };
  const plain = (value) => value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
  const short = (text) => {
    if (new TextEncoder().encode(text).length > MAX_TEXT) fail(`what is said with it must fit into ${MAX_TEXT} bytes`);
    return text;
  };
  const hooks = {};
  entry.emit = (name, detail = {}) => hooks[name]?.forEach((handler) => queueMicrotask(() => handler(detail)));
  const form = (result) => (t, of) => {
    let element = of;
    try {
      if (typeof of == "string") element = document.querySelector(of);
    } catch {}
    if (!(element instanceof HTMLFormElement)) fail("name a form: the element, or a selector that finds one");
    tell(t, OUTCOME, [result], [], element, TARGET);
  };
  return {
    /** A handler's fault is the page's own: it comes in a task of its own. */
    on(name, handler) {
      if (!HOOKS.includes(name)) fail(`there is no hook "${name}": ${HOOKS.join(", ")}`);
      if (typeof handler != "function") fail("a hook takes a function");
      // A function that is given twice is called twice.
      const heard = (detail) => handler(detail);
      (hooks[name] ??= new Set()).add(heard);
      return () => void hooks[name].delete(heard);
    },
    event(t, name, data = {}) {
      if (typeof data != "object" || !data || Array.isArray(data) || !Object.values(data).every(plain)) fail("the data of an event is an object of texts, numbers and booleans");
      tell(t, CUSTOM, [], [named(name), short(Object.keys(data).length ? JSON.stringify(data) : "")]);
    },
    tag(t, name, value = "") {
      if (!plain(value)) fail("a tag's value is a text, a number or a boolean");
      tell(t, TAG, [], [named(name), short(`${value}`)]);
    },
    friction(t, name, weight = 1) {
      if (!(weight >= 0 && weight <= MAX_WEIGHT)) fail(`a weight is a number from 0 to ${MAX_WEIGHT}`);
      tell(t, FRICTION, [weight * 10], [named(name)]);
    },
    attempt: form(0),
    success: form(1),
    failure: form(2),
    pause(t) {
      if (entry.paused) return;
      entry.settle();
      tell(t, PAUSE, [1], []);
      entry.paused = true;
      entry.flush();
    },
    resume(t) {
      if (!entry.paused) return;
      entry.paused = false;
      tell(t, PAUSE, [0], []);
      // The page may have another address by now.
      entry.settle();
    },
    consent(t, state) {
      if (state != "granted") fail('consent is "granted" or "denied"');
      grant(entry);
    },
    revoke(t, lasting) {
      revoke(entry, lasting);
      entry.flush = async () => {};
      clearInterval(entry.timer);
    },
    page(t, url) {
      let address;
      try {
        if (url !== undefined) address = new URL(url, location.href);
      } catch {}
      if (url !== undefined && !/^https?:/.test(address?.protocol)) fail("an address is an http or https URL, or a path on this site");
      entry.open(TOLD, address);
    },
  };
};
