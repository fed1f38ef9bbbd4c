// Signals: kinds told by numbers and texts alone (src/wire/signal.rs has the other side). First what
// they share, then the themes that hear them, each in a block of its own. One file, because each file
// that Rust binds is one more connection to wasm-bindgen's test server, which takes four
// (docs/DESIGN.md, "Tests").

// As in src/wire/signal.rs, in bytes of UTF-8.
export const MAX_TEXT = 512;

// Rules, as in signal.rs.
const TARGET = 1;
const FIELD = 2;
const PLACE = 4;
const CLICKABLE = 8;
const BOUNDS = 16;
const COARSE = 32;
const KNOWN = 64;

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
/** An event of our own on an element, now or at another moment. */
export const happens = (element, timeStamp = performance.now()) => ({ composedPath: () => [element], timeStamp });
const first = (event) => event.composedPath()[0];
// A form's own properties can be shadowed by its controls.
export const matches = (element, selector) => element instanceof Element && Element.prototype.matches.call(element, selector);
const closest = (element, selector) => element instanceof Element && Element.prototype.closest.call(element, selector);

/** A whole number from 0 up, in groups of seven bits. */
const varint = (value, bytes) => {
  for (value = Math.min(value, 2 ** 32 - 1); value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  bytes.push(value);
};

/** A row without its time and its element: the kind, numbers from 0 up (what is less counts as 0), and
 * texts, each behind its length. */
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

/** What the themes need of a recording, by what edge.js keeps at its entry. */
const kit = (entry) => {
  const { on, open, guarded } = entry;

  /** Tells a row: the kind's number on the wire, rules, the event, and the row's numbers and texts.
   * Numbers given by a function are asked for once it is known that they may be told: until then no
   * value, validity or kind of edit is read. It may also say then that there is nothing to tell. */
  const tell = (tag, rules, event, numbers, texts = []) =>
    entry.told(rules, event, () => {
      const given = typeof numbers == "function" ? numbers() : numbers;
      return given ? row(tag, given, texts) : [];
    });
  /** Hears events; the handler gets each with its type's place among them. */
  const hear = (types, handler, where) => {
    const list = types.split(" ");
    entry.hear(list, (event) => handler(event, list.indexOf(event.type)), where);
  };
  const listen = (kind, types, handler, where) => on(kind) && hear(types, handler, where);
  return { entry, on, open, guarded, tell, hear, listen, settling: [] };
};

// What a hand does: presses, further fingers, the wheel, drags.

/** press, contact, double_click, context_menu, wheel, drag, inside. */
const pointing = ({ entry, tell, hear, listen, settling }) => {
  // Wheel events this close, in ms, are one turn.
  const TURN = 300;
  // A further finger is told of when it has moved so far, in CSS px.
  const STEP = 8;
  // More fingers than anybody puts down.
  const FINGERS = 20;

  // An event that a script made is no further finger, though it is not primary either.
  const further = (event) => event.isPrimary === false && event.pointerType == "touch";
  listen("press", "pointerdown pointerup pointercancel", (event, phase) => {
    if (further(event)) return;
    // Of a cancelled press browsers give no place.
    tell(13, TARGET | CLICKABLE | (phase > 1 ? 0 : PLACE), event, [
      phase,
      whole(event.button),
      ["mouse", "touch", "pen"].indexOf(event.pointerType),
      whole(event.pressure * 100, 100),
    ]);
  });

  const contacts = new Map();
  // Most hands never put a second finger down: until one does, movements are not heard a second time.
  let moved;
  const touched = (event) => {
    if (!further(event)) return;
    if (!moved) hear("pointermove", touched);
    moved = true;
    const phase = ["pointerdown", "pointermove", "pointerup", "pointercancel"].indexOf(event.type);
    const { pointerId, clientX, clientY } = event;
    let contact = contacts.get(pointerId);
    if (!phase && (contact || contacts.size < FINGERS)) {
      let no = 1;
      for (const other of contacts.values()) no = Math.max(no, other.no + 1);
      contacts.set(pointerId, (contact = { no: contact?.no ?? no }));
    }
    if (!contact || (phase == 1 && Math.hypot(clientX - contact.x, clientY - contact.y) < STEP)) return;
    if (phase < 3) [contact.x, contact.y] = [clientX, clientY];
    if (phase > 1) contacts.delete(pointerId);
    tell(14, 0, event, [contact.no, phase, zigzag(contact.x), zigzag(contact.y)]);
  };
  listen("contact", "pointerdown pointerup pointercancel", touched);

  listen("double_click", "dblclick", (event) => tell(15, TARGET | CLICKABLE, event, []));
  listen("context_menu", "contextmenu", (event) => tell(16, TARGET | CLICKABLE, event, []));

  // Told ahead of what comes after it, as a timer costs more than all that is done for a tick of the wheel.
  let turn;
  const turned = () => {
    const over = turn;
    turn = undefined;
    if (over) tell(17, 0, over, [zigzag(over.dx), zigzag(over.dy), over.mode, over.count]);
  };
  settling.push(turned);
  const { ahead } = entry;
  entry.ahead = (type, time) => {
    if (time - turn?.timeStamp > TURN) turned();
    ahead(type, time);
  };
  listen("wheel", "wheel", (event) => {
    const { timeStamp, deltaX, deltaY } = event;
    const mode = whole(event.deltaMode, 2);
    if (turn?.mode != mode || timeStamp - turn.timeStamp > TURN) turned();
    turn ??= { dx: 0, dy: 0, count: 0, mode, composedPath: () => [] };
    turn.timeStamp = timeStamp;
    turn.dx += deltaX || 0;
    turn.dy += deltaY || 0;
    turn.count++;
  });

  listen("drag", "dragstart drop dragend", (event, phase) => tell(18, TARGET, event, [phase]));

  // Only what crosses the page's border has nothing on the other side; but an element that the
  // page takes away from under the pointer leaves nothing there, either.
  let within;
  listen("inside", "mouseout mouseover", (event, now) => {
    if (event.relatedTarget || within === now) return;
    within = now;
    tell(19, 0, event, [now]);
  });
};

// What becomes of the page: its address, how it is seen, what plays in it.

/** page, visibility, orientation, pinch, fullscreen, print, network, media, mark. */
const pages = ({ entry, on, open, tell, listen, settling }) => {
  // The visual viewport is told of in steps of so many CSS px, and of tenths of zoom.
  const STEP = 8;
  // Elements whose time in view is told, at most.
  const MARKS = 50;
  // Entries that Firefox and WebKit keep: from then on a history says nothing by its length.
  const FULL = [50, 100];
  // As `Navigation` has them.
  const PUSH = 5;
  const REPLACE = 6;
  const TRAVERSE = 7;

  // page: navigation without loading. Nothing is told of it while the site has paused; `settle`
  // makes up for it.
  let path = entry.where();
  let entries = history.length;
  // Whether the visitor went back: a new entry then takes the place of those ahead.
  let back;
  const moved = (navigation) => {
    const now = entry.where();
    if (now != path) {
      if (!on("page") || !open(navigation)) return;
      path = now;
      back = navigation == TRAVERSE;
    }
    // An entry for another query is no other page.
    entries = history.length;
  };
  // Where the browser does not say so, a new entry makes the history longer.
  const look = () => moved(history.length == entries && !back && !FULL.includes(entries) ? REPLACE : PUSH);
  const api = globalThis.navigation;
  if (api?.addEventListener) listen("page", "currententrychange", (event) => moved({ replace: REPLACE, traverse: TRAVERSE }[event.navigationType] ?? PUSH), api);
  else {
    // A link to another hash makes one, too.
    listen("page", "popstate", () => moved(history.length == entries ? TRAVERSE : PUSH));
    // There the address is looked at ahead of each event.
    const { ahead } = entry;
    entry.ahead = (type, time) => {
      ahead(type, time);
      look();
    };
  }
  settling.push(look);

  // visibility. What the page may end with is told before frames are sent, and not where the page
  // has told its end already.
  let left;
  settling.push((event) => {
    const type = event?.type;
    if (/^page/.test(type)) left = type == "pagehide";
    const hidden = type == "visibilitychange" && document.visibilityState == "hidden";
    if (!on("visibility") || !/^(vis|freeze)/.test(type) || (hidden && left)) return;
    left = false;
    tell(20, 0, event, [type == "freeze" ? 2 : +hidden]);
  });
  listen("visibility", "resume", (event) => tell(20, 0, event, [3]));

  const angle = () => whole(screen.orientation?.angle, 270) % 360;
  let turnedTo = angle();
  listen("orientation", "resize orientationchange", (event) => {
    if (angle() != turnedTo) tell(21, 0, event, [(turnedTo = angle())]);
  });

  const view = globalThis.visualViewport;
  const around = () => [view.scale * 10, view.offsetLeft / STEP, view.offsetTop / STEP].map(Math.round).join();
  let seen = view && around();
  if (view)
    listen("pinch", "resize scroll", (event) => {
      if (around() == seen) return;
      seen = around();
      tell(42, 0, event, [whole(view.scale * 100), zigzag(view.offsetLeft), zigzag(view.offsetTop)]);
    }, view);

  listen("fullscreen", "fullscreenchange", (event) => tell(22, TARGET, event, [+!!document.fullscreenElement]));
  listen("print", "beforeprint afterprint", (event, done) => tell(23, 0, event, [done]));
  listen("network", "offline online", (event, online) => tell(24, 0, event, [online]));

  listen("media", "play pause seeked ended volumechange", (event, action) => {
    const { currentTime, muted, volume, loop } = first(event);
    // A loop goes back to its start by itself, without end.
    if (loop && event.type == "seeked") return;
    tell(25, TARGET, event, [action, whole(currentTime), muted ? 0 : whole(volume * 100, 100)]);
  });

  const marked = new WeakSet();
  settling.push(() => {
    if (!on("mark")) return;
    [...document.querySelectorAll("[data-desireline-attention]")].slice(0, MARKS).forEach((element) => {
      if (marked.has(element)) return;
      marked.add(element);
      tell(40, TARGET | BOUNDS, happens(element), []);
    });
  });
};

// What is done to text and to forms; never which text.

/** selection, clipboard, composition, reset, invalid, submit, input, field. */
const fields = ({ entry, on, tell, listen, settling }) => {
  const TEXT = "input:not([type=button],[type=submit],[type=reset],[type=image],[type=hidden]),select,textarea,[contenteditable]";
  const CHECKED = "[type=checkbox],[type=radio]";
  // Fields that tell how they are edited. Where they do not, it was no key: browsers fill fields in like that.
  const TYPED = "textarea,input:not([type]),[type=text],[type=email],[type=tel],[type=url],[type=search]";
  // What may hold a field without showing it.
  const OPAQUE = "iframe,object,embed";

  // Beginnings of `InputEvent.inputType` (https://www.w3.org/TR/input-events-2/), most special first.
  const HOW = [/^insertReplacement/, /^history/, /Composition/, /Drop/, /Paste|Yank/, /^delete/, /^insert/];
  const HOW_NO = [6, 7, 5, 4, 3, 2, 1];
  const REPLACED = 6;
  const DELETED = 2;
  // Ms that the answer to a form may take, until which the page stays.
  const LEAVES = 10000;
  const RULES = ["valueMissing", "typeMismatch", "patternMismatch", "tooLong", "tooShort", "rangeUnderflow", "rangeOverflow", "stepMismatch", "badInput"];

  /** Tenths of a second from one moment to another. */
  const tenths = (from, to) => Math.max(0, Math.round((to - from) / 100));

  // selection: how much of the page, by where it begins and ends; its text is not read.
  let selected = 0;
  let selecting;
  // Browsers that tell of a field's own selection do so at the field.
  listen("selection", "selectionchange", (event) => {
    if (event.target == document) selecting = event;
  });
  /** Whether a place in the page lies in a field, or where one cannot be seen. */
  const inField = (node) => node && (node.getRootNode() != document || closest(node instanceof Element ? node : node.parentElement, TEXT));
  const selectedNow = () => {
    const event = selecting;
    selecting = undefined;
    if (!event) return;
    const active = document.activeElement;
    if (matches(active, `${TEXT},${OPAQUE}`) || active?.shadowRoot || /-/.test(active?.localName)) return;
    const { isCollapsed, anchorNode, focusNode, anchorOffset, focusOffset } = getSelection() ?? {};
    if (inField(anchorNode) || inField(focusNode)) return;
    const now = isCollapsed !== false ? 0 : anchorNode != focusNode || !(anchorNode instanceof Text) ? 3 : bucket(Math.abs(anchorOffset - focusOffset));
    if (now != selected) tell(26, 0, event, [(selected = now)]);
  };
  settling.push(selectedNow);
  listen("selection", "pointerup keyup", selectedNow);

  // The page's own text may be copied; what is put into something that is no known field is not told.
  listen("clipboard", "copy cut paste", (event, action) => tell(27, TARGET | COARSE | (action > 0 ? FIELD : KNOWN), event, [action]));
  listen("composition", "compositionstart compositionend", (event, ended) => tell(28, TARGET | FIELD | COARSE, event, [ended]));
  listen("reset", "reset", (event) => tell(29, TARGET, event, []));
  listen("invalid", "invalid", (event) =>
    tell(30, TARGET | FIELD, event, () => {
      const { validity } = first(event);
      // What is none of them is the site's own.
      return [RULES.findIndex((rule) => validity[rule]) + 1];
    }),
  );

  // submit: `form.submit()` dispatches no such event, but one at which the form's data are gathered. Nothing of them
  // is read; where the page is left then, the form was submitted. After the event they are gathered, too.
  let sent, gathered;
  const soon = (event, before) => event.timeStamp - before?.at < LEAVES;
  const noted = (event) => ({ form: first(event), at: event.timeStamp });
  listen("submit", "submit", (event) => (sent = noted(event)));
  listen("submit", "formdata", (event) => {
    gathered = !(sent?.form == first(event) && soon(event, sent)) && noted(event);
  });
  settling.push((event) => {
    if (event?.type != "pagehide" || !soon(event, gathered)) return;
    entry.tell({ type: "submit", ...happens(gathered.form) });
    gathered = undefined;
  });

  let stay;
  const empty = (field) => (matches(field, CHECKED) ? !field.checked : !(field.value ?? field.textContent));
  listen("field", "focusin", (event) => {
    if (matches(first(event), TEXT)) stay = { of: first(event), since: event.timeStamp, edits: 0, corrections: 0, refills: 0 };
  });
  // A stay counts edits though they are not told by themselves.
  listen(on("input") ? "input" : "field", "input", (event) =>
    tell(9, TARGET | FIELD | COARSE, event, () => {
      const field = first(event);
      const { inputType } = event;
      const how = HOW_NO[HOW.findIndex((kind) => kind.test(inputType))] ?? (inputType === undefined && matches(field, TYPED) ? REPLACED : 0);
      if (stay?.of == field) {
        stay.first ??= event.timeStamp;
        stay.edits++;
        stay.corrections += how == DELETED;
        if (empty(field)) stay.emptied = true;
        else if (stay.emptied) stay.refills += !(stay.emptied = false);
      }
      return on("input") && [how];
    }),
  );
  const leave = (event) => {
    const { of, since, first: begun, edits, corrections, refills } = stay ?? {};
    stay = undefined;
    if (!of || of != first(event)) return;
    const { timeStamp } = event;
    tell(31, TARGET | FIELD | COARSE, event, () => {
      const blank = empty(of);
      const length = blank || matches(of, `${CHECKED},select`) ? 0 : bucket((of.value ?? of.textContent).length);
      return [tenths(since, begun ?? timeStamp), tenths(since, timeStamp), edits, corrections, refills, length, +blank];
    });
  };
  listen("field", "focusout", leave);
  // Who submits a form by Enter, or goes away, leaves the field with the page.
  settling.push((event) => event?.type == "pagehide" && stay && leave(happens(stay.of)));
};

// A click that nothing in the page has answered.

/** unanswered. */
const unanswered = ({ entry, tell, listen, guarded }) => {
  // In this time, in ms. Datadog waits 3 s and Sentry 7, but for the page's slowest answers; people take
  // 1 s for broken (Nielsen 1993).
  const ANSWER = 2000;

  // Controls that answer a click by themselves, pictures whose answer cannot be seen, and the page where
  // nothing is.
  const NATIVE = "input,select,option,textarea,label,summary,video,audio,canvas,iframe,object,embed,[contenteditable]";
  const NOTHING = "html,body";
  // A link that leads away does so unless a script prevents it.
  const LINK = "a[href]:not([href='']):not([href^='#']):not([href^='javascript:'])";
  const ANSWERS =
    "beforeunload selectionchange scroll focusin blur input change submit invalid reset toggle copy cut play pause visibilitychange pagehide popstate hashchange resize fullscreenchange beforeprint".split(" ");

  if (!globalThis.MutationObserver) return;
  let waits;
  const answered = () => waits?.();
  // A press on a text puts a caret there, which is no answer.
  const answers = guarded(({ type }) => (type != "selectionchange" || getSelection()?.isCollapsed === false) && answered());
  const observer = new MutationObserver(guarded(answered));
  listen("unanswered", "click", (event) => {
    answered();
    const target = first(event);
    if (!event.isTrusted || event.button || matches(target, NOTHING) || closest(target, NATIVE)) return;
    const { href } = location;
    const unheard = guarded(() => {
      answered();
      const leads = closest(target, LINK) && !event.defaultPrevented;
      if (!leads && location.href == href) tell(41, TARGET | CLICKABLE, happens(target), []);
    });
    const timer = setTimeout(unheard, ANSWER);
    // Only while it is waited for: each costs every such event, and one of them may keep a page out of the
    // back/forward cache.
    const deaf = entry.listen(ANSWERS, answers);
    waits = () => {
      observer.disconnect();
      clearTimeout(timer);
      deaf();
      waits = undefined;
    };
    for (const root of event.composedPath()) {
      if (root == document || root instanceof ShadowRoot) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  });
  entry.also(answered);
};

// What the browser says of itself: the low-entropy part that very many share (threat L6).

/** visitor. */
const visitor = ({ on, tell }) => {
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

  // `Intl` loads all that is known of languages for this one fact, 10 ms of every page.
  const zone = () => globalThis.Temporal?.Now?.timeZoneId?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

  if (!on("visitor")) return;
  const { userAgent, languages, maxTouchPoints, connection } = navigator;
  const [browser, version] = BROWSERS.map(([name, pattern]) => [name, pattern.exec(userAgent)?.[1]]).find(([, version]) => version) ?? ["", 0];
  const prefers = (what) => +!!matchMedia(`(prefers-${what})`).matches;
  tell(
    33,
    0,
    happens(),
    [
      version,
      whole(devicePixelRatio * 100),
      prefers("color-scheme: dark"),
      prefers("reduced-motion: reduce"),
      +(maxTouchPoints > 0),
      ["slow-2g", "2g", "3g", "4g"].indexOf(connection?.effectiveType) + 1,
    ],
    [browser, SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "", (languages ?? []).slice(0, 3).join(","), zone() ?? ""],
  );
};

/** Adds all of them to a recording: from then on `entry.signal` tells of whatever else there is, and
 * `entry.add` gives another theme what these have. */
export const attach = (entry) => {
  const ours = kit(entry);
  const { tell, guarded, settling } = ours;
  entry.add = guarded((theme) => theme(ours));
  entry.signal = tell;
  entry.settle = (event) => {
    entry.carry();
    if (!entry.paused) settling.forEach((settle) => guarded(settle)(event));
  };
  [pointing, pages, fields, unanswered, visitor].forEach(entry.add);
};
