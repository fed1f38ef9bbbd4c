// Signals: kinds told by numbers and texts alone (src/wire/signal.rs has the other side). Each block is
// one kind or a few that share a listener; `tell` takes the kind's number on the wire, rules, the event
// and its numbers in the row's order. Numbers given by a function are asked for once it is known that
// they may be told: until then no value, validity or kind of edit is read.

// Rules, as in signal.rs.
const TARGET = 1;
const FIELD = 2;
const PLACE = 4;
const CLICKABLE = 8;
const BOUNDS = 16;
const COARSE = 32;

// As in src/wire/signal.rs, in bytes.
const MAX_TEXT = 512;
// Wheel events this close, in ms, are one turn.
const TURN = 300;
// A further finger is told of when it has moved so far, in CSS px.
const STEP = 8;
// A click that nothing in the page has answered in this time, in ms, is told of. Datadog waits 3 s and
// Sentry 7, but for the page's slowest answers; people take 1 s for broken (Nielsen 1993).
const ANSWER = 2000;
// Elements whose time in view is told, at most.
const MARKS = 50;

// Controls that answer a click by themselves.
const NATIVE = "input,select,option,textarea,label,summary,video,audio,[contenteditable]";
const TEXT = "input:not([type=button],[type=submit],[type=reset],[type=image],[type=hidden]),select,textarea,[contenteditable]";
const CHECKED = "[type=checkbox],[type=radio]";

// Beginnings of `InputEvent.inputType` (https://www.w3.org/TR/input-events-2/), most special first.
const HOW = [/^insertReplacement/, /^history/, /Composition/, /Drop/, /Paste|Yank/, /^delete/, /^insert/];
const HOW_NO = [6, 7, 5, 4, 3, 2, 1];
const RULES = ["customError", "valueMissing", "typeMismatch", "patternMismatch", "tooLong", "tooShort", "rangeUnderflow", "rangeOverflow", "stepMismatch", "badInput"];

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
/** Tenths of a second from one moment to another. */
const tenths = (from, to) => Math.max(0, whole((to - from) / 100));
/** An event of our own, now, on an element. */
export const happens = (element) => ({ composedPath: () => [element], timeStamp: performance.now() });
const first = (event) => event.composedPath()[0];
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

/**
 * Adds signals to a recording, by what edge.js keeps at its entry.
 */
export const attach = (entry) => entry.attach(signals);

/**
 * Hears what signals are made of. `hear(types, handler, where)` listens, `signal(rules, event, row)`
 * tells, `open(navigation)` tells of a page; `on(kind)` is whether a kind is wanted, and `guarded(f)`
 * what the browser may call. Gives back what is to be called before frames are sealed, and how others
 * tell signals of their own.
 */
function signals(hear, signal, open, on, guarded) {
  const settling = [];
  const tell = (tag, rules, event, numbers, texts = []) =>
    signal(rules, event, () => row(tag, typeof numbers == "function" ? numbers() : numbers, texts));
  const listen = (kind, types, handler, where) => on(kind) && hear(types.split(" "), guarded(handler), where);

  // press, contact. An event that a script made is no further finger, though it is not primary either.
  const further = (event) => event.isPrimary === false && event.pointerType == "touch";
  const contacts = new Map();
  listen("press", "pointerdown pointerup pointercancel", (event) => {
    if (further(event)) return;
    const phase = ["pointerdown", "pointerup"].indexOf(event.type);
    tell(13, TARGET | PLACE | CLICKABLE, event, [
      phase < 0 ? 2 : phase,
      Math.max(0, whole(event.button)),
      Math.max(0, ["mouse", "touch", "pen"].indexOf(event.pointerType)),
      whole(event.pressure * 100, 100),
    ]);
  });
  listen("contact", "pointerdown pointermove pointerup pointercancel", (event) => {
    if (!further(event)) return;
    const phase = ["pointerdown", "pointermove", "pointerup", "pointercancel"].indexOf(event.type);
    const { pointerId, clientX, clientY } = event;
    let contact = contacts.get(pointerId);
    if (!phase) {
      let no = 1;
      for (const other of contacts.values()) no = Math.max(no, other.no + 1);
      contacts.set(pointerId, (contact = { no }));
    }
    if (!contact || (phase == 1 && Math.hypot(clientX - contact.x, clientY - contact.y) < STEP)) return;
    [contact.x, contact.y] = [clientX, clientY];
    if (phase > 1) contacts.delete(pointerId);
    tell(14, 0, event, [contact.no, phase, zigzag(clientX), zigzag(clientY)]);
  });
  listen("double_click", "dblclick", (event) => tell(15, TARGET | CLICKABLE, event, []));
  listen("context_menu", "contextmenu", (event) => tell(16, TARGET | CLICKABLE, event, []));

  // wheel
  let turn;
  const turned = () => {
    if (turn) tell(17, 0, turn, [zigzag(turn.dx), zigzag(turn.dy), turn.mode, turn.count]);
    turn = undefined;
  };
  settling.push(turned);
  listen("wheel", "wheel", (event) => {
    const { timeStamp, deltaX, deltaY } = event;
    const mode = Math.min(2, Math.max(0, whole(event.deltaMode)));
    if (turn && (turn.mode != mode || timeStamp - turn.timeStamp > TURN)) turned();
    turn ??= { ...happens(), dx: 0, dy: 0, count: 0, mode };
    turn.timeStamp = timeStamp;
    turn.dx += deltaX || 0;
    turn.dy += deltaY || 0;
    turn.count++;
  });

  listen("drag", "dragstart drop dragend", (event) => tell(18, TARGET, event, [["dragstart", "drop", "dragend"].indexOf(event.type)]));
  // Only what crosses the page's border has nothing on the other side.
  listen("inside", "mouseover mouseout", (event) => event.relatedTarget || tell(19, 0, event, [+(event.type == "mouseover")]));

  // visibility
  listen("visibility", "visibilitychange", (event) => tell(20, 0, event, [+(document.visibilityState == "hidden")]));
  listen("visibility", "freeze resume", (event) => tell(20, 0, event, [event.type == "freeze" ? 2 : 3]));

  // orientation, pinch
  const angle = () => whole(screen.orientation?.angle ?? 0, 270) % 360;
  let turnedTo = angle();
  listen("orientation", "resize orientationchange", (event) => {
    if (angle() != turnedTo) tell(21, 0, event, [(turnedTo = angle())]);
  });
  let seen = "0 0";
  const view = globalThis.visualViewport;
  if (view)
    listen("pinch", "resize scroll", (event) => {
      const { scale, offsetLeft, offsetTop } = view;
      const now = `${Math.round(offsetLeft / STEP)} ${Math.round(offsetTop / STEP)}`;
      if (now == seen) return;
      seen = now;
      tell(42, 0, event, [whole(scale * 100), zigzag(offsetLeft), zigzag(offsetTop)]);
    }, view);

  listen("fullscreen", "fullscreenchange", (event) => tell(22, TARGET, event, [+!!document.fullscreenElement]));
  listen("print", "beforeprint afterprint", (event) => tell(23, 0, event, [+(event.type == "afterprint")]));
  listen("network", "online offline", (event) => tell(24, 0, event, [+(event.type == "online")]));
  listen("media", "play pause seeked ended volumechange", (event) => {
    const { currentTime, muted, volume } = first(event);
    tell(25, TARGET, event, [["play", "pause", "seeked", "ended", "volumechange"].indexOf(event.type), whole(currentTime), muted ? 0 : whole(volume * 100, 100)]);
  });

  // selection: how much of the page, by where it begins and ends; its text is not read.
  let selected = 0;
  let selecting;
  listen("selection", "selectionchange", (event) => (selecting = event));
  const selectedNow = () => {
    const event = selecting;
    selecting = undefined;
    if (!event || matches(document.activeElement, TEXT)) return;
    const { isCollapsed, anchorNode, focusNode, anchorOffset, focusOffset } = getSelection() ?? {};
    const now = isCollapsed !== false ? 0 : anchorNode != focusNode ? 3 : bucket(Math.abs(anchorOffset - focusOffset));
    if (now != selected) tell(26, 0, event, [(selected = now)]);
  };
  settling.push(selectedNow);
  listen("selection", "pointerup keyup", selectedNow);

  listen("clipboard", "copy cut paste", (event) => tell(27, TARGET | FIELD | COARSE, event, [["copy", "cut", "paste"].indexOf(event.type)]));
  listen("composition", "compositionstart compositionend", (event) => tell(28, TARGET | FIELD | COARSE, event, [+(event.type == "compositionend")]));
  listen("reset", "reset", (event) => tell(29, TARGET, event, []));
  listen("invalid", "invalid", (event) =>
    tell(30, TARGET | FIELD, event, () => {
      const { validity } = first(event);
      return [Math.max(0, RULES.findIndex((rule, place) => place && validity[rule]))];
    }),
  );

  // input, field
  let stay;
  const empty = (field) => (matches(field, CHECKED) ? !field.checked : !(field.value ?? field.textContent));
  listen("field", "focusin", (event) => {
    if (matches(first(event), TEXT)) stay = { of: first(event), since: event.timeStamp, edits: 0, corrections: 0, refills: 0 };
  });
  listen("input", "input", (event) =>
    tell(9, TARGET | FIELD | COARSE, event, () => {
      const field = first(event);
      const how = HOW_NO[HOW.findIndex((kind) => kind.test(event.inputType))] ?? (matches(field, TEXT) && !matches(field, CHECKED + ",select") && event.inputType === undefined ? 6 : 0);
      if (stay?.of == field) {
        stay.first ??= event.timeStamp;
        stay.edits++;
        if (how == 2) stay.corrections++;
        if (empty(field)) stay.emptied = true;
        else if (stay.emptied) stay.refills += !(stay.emptied = false);
      }
      return [how];
    }),
  );
  listen("field", "focusout", (event) => {
    const { of, since, first: begun, edits, corrections, refills } = stay ?? {};
    stay = undefined;
    if (!of || of != first(event)) return;
    const { timeStamp } = event;
    tell(31, TARGET | FIELD | COARSE, event, () => {
      const blank = empty(of);
      const length = blank || matches(of, CHECKED + ",select") ? 0 : bucket((of.value ?? of.textContent).length);
      return [tenths(since, begun ?? timeStamp), tenths(since, timeStamp), edits, corrections, refills, length, +blank];
    });
  });

  // unanswered: a click on something that looks as if it did something.
  let waits;
  const answered = () => waits?.();
  if (globalThis.MutationObserver) {
    listen("unanswered", "click", (event) => {
      answered();
      const target = first(event);
      if (!event.isTrusted || event.button || closest(target, NATIVE)) return;
      const observer = new MutationObserver(guarded(answered));
      const nothing = guarded(() => {
        answered();
        tell(41, TARGET | CLICKABLE, happens(target), []);
      });
      const timer = setTimeout(nothing, ANSWER);
      waits = () => {
        observer.disconnect();
        clearTimeout(timer);
        waits = undefined;
      };
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    listen("unanswered", "scroll focusin input change selectionchange visibilitychange pagehide popstate hashchange beforeunload resize fullscreenchange", answered);
  }

  // page: navigation without loading. Where there is no Navigation API, the address is looked at.
  let path = location.origin + location.pathname;
  const moved = (navigation) => {
    const now = location.origin + location.pathname;
    if (now == path) return;
    path = now;
    answered();
    open(navigation);
  };
  const api = globalThis.navigation;
  if (api?.addEventListener) listen("page", "currententrychange", (event) => moved({ replace: 6, traverse: 7 }[event.navigationType] ?? 5), api);
  else {
    listen("page", "popstate", () => moved(7));
    listen("page", "click keydown focusin scroll pointermove", () => moved(5));
    settling.push(() => moved(5));
  }

  // mark
  const marked = new WeakSet();
  settling.push(() => {
    if (!on("mark")) return;
    [...document.querySelectorAll("[data-desireline-attention]")].slice(0, MARKS).forEach((element) => {
      if (marked.has(element)) return;
      marked.add(element);
      tell(40, TARGET | BOUNDS, happens(element), []);
    });
  });

  if (on("visitor")) tell(33, 0, happens(), ...visitor());
  return [() => settling.forEach((settle) => settle()), tell];
}

const BROWSERS = [
  ["Edge", /Edg\w*\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Samsung Internet", /SamsungBrowser\/(\d+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /Version\/(\d+).*Safari/],
];
const SYSTEMS = [
  ["Android", /Android/],
  ["iOS", /iPhone|iPad|iPod/],
  ["ChromeOS", /CrOS/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

/** What the browser says of itself: the low-entropy part that very many share (threat L6). */
function visitor() {
  const { userAgent, languages, maxTouchPoints, connection } = navigator;
  const [browser, version] = BROWSERS.map(([name, pattern]) => [name, pattern.exec(userAgent)?.[1]]).find(([, version]) => version) ?? ["", 0];
  const prefers = (what) => +!!matchMedia(`(prefers-${what})`).matches;
  return [
    [
      version,
      whole(devicePixelRatio * 100),
      prefers("color-scheme: dark"),
      prefers("reduced-motion: reduce"),
      +(maxTouchPoints > 0),
      ["slow-2g", "2g", "3g", "4g"].indexOf(connection?.effectiveType) + 1,
    ],
    [browser, SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "", (languages ?? []).slice(0, 3).join(","), Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""],
  ];
}
