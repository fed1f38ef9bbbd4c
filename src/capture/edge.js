// The few lines that must be JavaScript: where exceptions end, what the page cannot shadow, and
// what would take a dozen crossings from wasm. Importing this module touches nothing.

// Ms for which a secret field is taken to stand where it stood.
const STANDS = 1000;

// Ms by which an event may say that it was after the clock was asked last: longer than any tick is away.
const FAR = 90000;

// Operations, as in entry.rs.
const ANSWER = 100;
const TICK = 101;
const SIGNAL = 105;
const OPENED = 106;

// Kinds of src/capture/mod.rs that are heard by other names.
const KINDS = { pointermove: "pointer", auxclick: "click", keydown: "key", focusin: "focus", focusout: "blur", load: "resize" };

let gone = false;
const listeners = new Set();

/** Whether the recorder gave up. */
export const broken = () => gone;

/** Wraps `f` so that no exception of ours reaches the page. What a page's own getters throw is no fault of
 * ours; a wasm trap is, and ends the recording. */
const guarded = (f) => (argument) => {
  if (gone) return;
  try {
    f(argument);
  } catch (error) {
    gone ||= error instanceof WebAssembly.RuntimeError;
    if (gone) listeners.forEach(call);
  }
};

/** Whether a recording listens to this page. */
export const busy = () => listeners.size > 0;

// An exception that crossed wasm would leave the recording borrowed for ever, so nothing that a
// page may have shadowed, patched or trapped is asked without this.
export const safe = (f, otherwise) => (...given) => {
  try {
    return f(...given);
  } catch {
    return otherwise;
  }
};

export const call = safe((f) => f());

/** Hears events of those kinds at the window (or elsewhere), first and passively; gives back the
 * function that ends it. */
export function hear(kinds, handler, where = window) {
  const options = { capture: true, passive: true };
  kinds.forEach((kind) => where.addEventListener(kind, handler, options));
  return () => kinds.forEach((kind) => where.removeEventListener(kind, handler, options));
}

// Events at which frames are delivered, since the page may end: also while a site has paused the recording.
const DELIVERS = /page|freeze|visib|online/;

// When the clock was asked last. Asking costs more than most of what is told of an event, on some machines
// more than all of it.
let asked = 0;

/** The stream's clock now, in ms since the page began. It never jumps. */
export const monotonic = () => (asked = performance.now());

/** When an event was, as it says itself. A page may say anything of its own events, and times never run
 * backwards, so one far ahead would be every later event's. */
const moment = ({ timeStamp }) => (timeStamp < asked + FAR ? timeStamp : Math.min(timeStamp || Infinity, monotonic() + 1));

/** Listens to each of the kinds, but not to those named in `without`; gives back the function that
 * ends it. The entry gets a kind's place in the list, and keeps for others how events are told, how
 * signals (signals.js) join, and what is to be done `ahead` of an event; around.js adds how a pointer's `move`
 * waits and how to `carry` what waits so into wasm, and how to `settle` all that waits before frames are sealed. */
export function listen(kinds, entry, without) {
  const list = kinds.trim().split(" ");
  const left_out = new Set(without.split(" "));
  const on = (kind) => !left_out.has(kind);
  const wanted = (type) => on(KINDS[type] ?? type);
  const moves = wanted("pointermove");
  const records = () => listeners.has(off) && !entry.paused;
  entry.on = on;
  entry.fetch = fetch;
  entry.where = safe(() => shown(location), "");
  entry.guarded = guarded;
  entry.ahead = () => {};
  // What comes after the end is ended at once.
  entry.also = (end) => (listeners.has(off) ? deaf.push(end) : call(end));
  entry.listen = hear;
  entry.hear = (types, handler, where) => entry.also(hear(types, guarded(handler), where));
  entry.tell = guarded((event) => {
    const { type, timeStamp } = event;
    // Most events are movements. The loader keeps facts of every kind.
    if (type == "pointermove") return moves && entry.move(event, gathered);
    if (!wanted(type)) return;
    entry.ahead(type, timeStamp);
    if (type == "scroll" && event.target == document) return entry.roll(list.indexOf(type), timeStamp);
    // The last moment before the page may turn a password field into another.
    mark_all(event);
    if (hides(event.composedPath(), timeStamp)) return;
    entry.carry();
    const delivers = DELIVERS.test(type);
    if (delivers) entry.settle(event);
    if (delivers || !entry.paused) entry(list.indexOf(type), event);
  });
  entry.told = (rules, event, row) => {
    if (!records()) return;
    const { timeStamp, clientX, clientY, pointerType } = event;
    entry.ahead("", timeStamp);
    // An event forgets its path once it is over.
    const path = event.composedPath?.() ?? [];
    if (hides(path, timeStamp)) return;
    entry.carry();
    entry(SIGNAL, { composedPath: () => path, timeStamp, clientX, clientY, pointerType, row }, rules);
  };
  // Tells of a page, at the address that the site says or the page has; whether it was told.
  entry.open = (navigation, url) => {
    if (!records()) return;
    address = url;
    entry.carry();
    entry(OPENED, undefined, navigation);
    entry.emit?.("page", { url: text(0) });
    return true;
  };
  const deaf = [hear(list.filter(wanted), entry.tell)];
  entry.guard = safe((privacy) => {
    ({ hides, about, remember } = privacy(secrets));
    hides = safe(hides, true);
    early.forEach(remember);
    early.clear();
    mark_all();
  });
  const off = () => {
    listeners.delete(off);
    deaf.forEach(call);
    address = undefined;
  };
  listeners.add(off);
  return off;
}

/** What the timer calls. */
export const ticker = (entry) => guarded(() => {
  mark_all();
  entry.settle();
  // A tick measures the page, which nobody asked for during a pause.
  entry.paused || entry(TICK);
  // Posting takes the browser as long as all of the above: a task by itself, as an answer for no frame.
  setTimeout(guarded(() => entry(ANSWER, undefined, -1)));
});

/** Tells what waits to be told. */
export const settle = (entry) => entry.settle();

/** A signal's row; nothing where it cannot be told. */
export const row = safe((signal) => signal.row(), []);

// Elements that ever were a secret field, and elements described in the open frame. Neither keeps an
// element alive.
const secrets = new WeakSet();
let numbers = new WeakMap();

// What around.js knows. Until it is there nothing is told of any element, and marks are kept for it.
const early = new Set();
let hides = (path) => path[0] instanceof Element;
let about = () => ["", ""];
let remember = (element) => early.add(element);

// When it was last looked where secret fields stand.
let stands = -Infinity;

// All fields of the page, kept up to date by the browser.
let inputs;

const hold = (element) => {
  secrets.add(element);
  remember(element);
};

/** Marks an element as secret for good, and what takes its place; not what takes the place of that. */
export const mark = (element) => secrets.has(element) || hold(element);

/** Marks every field that hides what is typed into it now, in the document and around an event. The
 * document keeps a list of its fields, and a form may shadow what gives the list. */
export const mark_all = safe((event) => {
  const time = event?.timeStamp ?? monotonic();
  const again = Math.abs(time - stands) > STANDS;
  if (again) stands = time;
  const see = (input) => input.type == "password" && (again || !secrets.has(input)) && hold(input);
  inputs ??= Document.prototype.getElementsByTagName.call(document, "input");
  // An iterator takes longer.
  for (let at = inputs.length; at--; ) see(inputs[at]);
  const root = event?.composedPath()[0]?.getRootNode?.();
  if (root != document) root?.querySelectorAll?.("input[type=password]").forEach(see);
});

/** An element's number in the open frame, 0 where it has none yet. */
export const known = (element) => numbers.get(element) ?? 0;
export const know = (element, number) => numbers.set(element, number);
export const forget = () => (numbers = new WeakMap());

// A form's properties can be shadowed by its own controls (`<input name="id">`), the prototype's
// cannot: https://html.spec.whatwg.org/multipage/forms.html#dom-form-nameditem
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) ?? "";
const property = (owner, name, element) =>
  element instanceof owner ? Reflect.get(owner.prototype, name, element) : 0;

/** What an element's markup says, a line each; never a value, and of texts only what labels a field. */
export const facts = safe((element) => {
  const [flags, hints] = about(element);
  return [
    (property(HTMLElement, "isContentEditable", element) ? "e" : "") +
      (property(Element, "shadowRoot", element) ? "h" : "") +
      (secrets.has(element) ? "s" : "") +
      flags,
    property(Element, "localName", element),
    attribute(element, "type").toLowerCase(),
    ...["autocomplete", "name", "id", "class", "role", "inputmode", "maxlength"].map((name) => (flags == "m" ? "" : attribute(element, name))),
    hints,
  ]
    .map((fact) => fact.replace(/\s/g, " "))
    .join("\n");
}, "");

/** The element an event began at, inside open shadow roots too; undefined where there is none. */
export const origin = safe((event) => {
  const first = event.composedPath()[0];
  return first instanceof Element ? first : undefined;
});

/** The button, link or control around an element, or the element itself. */
export const clickable = (element) =>
  safe(() => Element.prototype.closest.call(element, "a,button,input,select,textarea,label,summary,[role=button],[role=link],[role=tab]"))() ?? element;

/** Number of controls of a form. */
export const controls = safe((form) => property(HTMLFormElement, "length", form), 0);

const FIELDS = ["timeStamp", "clientX", "clientY", "button", "detail", "repeat", "persisted"];

/** A field of an event by its place in the list above: a whole number, 0 for what is missing. */
export const field = safe((event, place) => Math.round(place ? event[FIELDS[place]] : moment(event)) || 0, 0);

/** Where the pointer was since the last event, which browsers gather for each picture they paint:
 * when (ms), x and y (CSS px), one after the other. WebKit gathers none; an event that a script
 * made, or that nothing was gathered for, has an empty list. */
export const places = safe(
  (event) => Float64Array.from((event.moves ?? gathered(event)).flatMap(safe((move) => move.places ?? [0, 1, 2].map((place) => field(move, place)), []))),
  [],
);

/** A movement's parts; a further finger is no pointer. */
const gathered = (event) => {
  if (event.pointerType == "touch" && event.isPrimary === false) return [];
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length ? all : [event];
};

/** 1 for touch, 2 for pen, 0 for mouse and the unknown. */
export const pointer = safe((event) => ["touch", "pen"].indexOf(event.pointerType) + 1, 0);

/** Modifier keys as bits: control 1, alt 2, shift 4, meta 8, AltGr 16. */
export const modifiers = safe(
  (event) =>
    event.ctrlKey | (event.altKey << 1) | (event.shiftKey << 2) | (event.metaKey << 3) | (event.getModifierState?.("AltGraph") << 4),
  0,
);

/** Of a key that writes a character its first code unit, -1 for other keys, -2 for no key at all:
 * autofill dispatches such keydowns (https://issuetracker.google.com/issues/41425904). */
export const stroke = safe(({ key }) => (typeof key != "string" ? -2 : key.length == 1 ? key.charCodeAt(0) : -1), -2);

/** The name of a key that writes no character. */
export const key = safe((event) => `${event.key}`, "");

/** How far an element, or else the page, is scrolled, in CSS px. A fact that the loader kept says
 * how it was then. */
export const scrolled = safe(
  (element, axis, fact) =>
    Math.round((element ? (fact?.inner ?? [element.scrollLeft, element.scrollTop]) : (fact?.page ?? [scrollX, scrollY]))[axis]) || 0,
  0,
);

/** Sizes in CSS px: of the viewport, the document, the screen; each width, then height. Then the
 * pinch zoom in percent. */
export const size = safe((index) => {
  const root = document.documentElement;
  return +[innerWidth, innerHeight, root?.scrollWidth, root?.scrollHeight, screen.width, screen.height, Math.round(visualViewport?.scale * 100)][index] || 0;
}, 0);

/** The page's address, or what the site says it is. */
let address;

// What is told of an address, by around.js: query and hash, but for what the site allows of them, never
// enter wasm.
let shown = () => "";
export const shows = (f) => (shown = f);

/** Of this page: its address, the address before it, its language. */
export const text = safe((index) => `${index > 1 ? (navigator.language ?? "") : shown(index ? new URL(document.referrer) : (address ?? location))}`, "");

/** How this page came to be shown, as `Navigation` has it. */
export const navigation = safe(() => {
  const [{ type, activationStart } = {}] = performance.getEntriesByType("navigation");
  return activationStart > 0 ? 4 : Math.max(0, ["navigate", "reload", "back_forward"].indexOf(type));
}, 0);

export const hidden = () => document.visibilityState == "hidden";

// The session cookie, and random ids: lower-case hexadecimal. Nothing here throws.

// Bytes of a session's and of a stream's id, as in src/session/ids.rs.
const SESSION = 16;
const STREAM = 6;

const random = (bytes) => {
  try {
    return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => (byte + 256).toString(16).slice(1)).join("");
  } catch {
    return "";
  }
};

/** A new stream's id, or a session's that is kept nowhere; empty where the browser has no random numbers. */
export const fresh = () => random(STREAM);
const unkept = () => random(SESSION);

/** Whether this visitor is not to be recorded: as the site says, as the browser does where it is
 * followed (Global Privacy Control, Do Not Track), as the visitor said for good, or because the page is
 * in a frame of another's. */
export const refused = safe(
  ({ consent, gpc = true, dnt, partitioned }, { pairs, name }) =>
    consent == "denied" ||
    (gpc && navigator.globalPrivacyControl) ||
    (dnt && navigator.doNotTrack == 1) ||
    (!partitioned && foreign()) ||
    pairs().includes(name + "=off"),
);

/** Whether a page of another origin is around this one. */
const foreign = () => {
  try {
    return !top.location.href;
  } catch {
    return true;
  }
};

// Minutes without anything done, and since its beginning, after which a session is over. The first is what
// web analytics take, the second what the collector takes.
const IDLE = 30;
const LONGEST = 1440;
const minute = () => Math.floor(Date.now() / 60000);
const within = (then, most) => Math.abs(minute() - then) <= most;
const lasts = (began, last) => within(began, LONGEST) && within(last, IDLE);

/**
 * Where a session is kept: a cookie that says `id.began.last`, both in minutes since 1970. It has no
 * `Expires`, so it ends with the browser session, is first-party, and over https `Secure` and, unless it
 * is for subdomains too, out of their reach (`__Host-`).
 */
export function jar({ cookie, domain, partitioned } = {}) {
  const secure = location.protocol == "https:";
  const name = cookie || (secure && !domain ? "__Host-" : "") + "desireline";
  const pairs = () => document.cookie.split(/;\s*/);
  // A sandboxed frame has no jar.
  const put = safe((value, more = "") => {
    document.cookie = `${name}=${value}; Path=/; SameSite=${partitioned ? "None; Partitioned" : "Lax"}${secure ? "; Secure" : ""}${domain ? "; Domain=" + domain : ""}${more}`;
  });
  const write = (id, began = minute()) => put(`${id}.${began}.${minute()}`);
  /* The one well-formed session that is not over: its id, and when it began. Two of our name mean that
   * somebody (a sibling subdomain, say) put one there, and it may come first: neither is taken. */
  const find = safe(() => {
    const [ours, tossed] = pairs().filter((pair) => pair.split("=")[0] == name);
    const [, id, began, last] = (!tossed && /^[^=]+=([\da-f]{32})\.(\d{1,9})\.(\d{1,9})$/.exec(ours)) || [];
    return id && lasts(began, last) && [id, +began];
  });
  /* The session in the jar, else the given or a fresh one, which is then written. When two tabs start at
   * once, both write and both read again: the last write wins for both. Where the jar keeps nothing
   * (blocked, sandboxed), the fresh id serves for this page's life. Empty where the browser has no random
   * numbers. */
  const join = (fresh = unkept()) => fresh && (find() || (write(fresh), find()) || [fresh])[0];
  return { name, pairs, put, write, find, join, fresh: unkept, minute, lasts };
}
