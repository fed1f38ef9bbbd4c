// The visitor's pointer: where it is, what it is over, and what it does there, event by event as
// browsers dispatch them (https://www.w3.org/TR/uievents/#event-type-mousedown,
// https://www.w3.org/TR/pointerevents/#mapping-for-devices-that-support-hover).

/** Ms between two places of a hand: a picture at 60 Hz. */
const PICTURE = 16;
/** What Fitts's law takes: ms for any movement, and for each time that the way is twice as far or the
 * target half as large. */
const REACTION = 100;
const DOUBLING = 120;

/** How far a hand is at a part of its time, where its movement has the least jerk (Flash and Hogan,
 * 1985). */
const eased = (part) => part ** 3 * (10 - 15 * part + 6 * part ** 2);

/** Dispatches an event; whether the page let the browser go on. */
export const fire = (target, constructor, type, init) =>
  target.dispatchEvent(new constructor(type, { bubbles: true, cancelable: true, composed: true, ...init }));

/** The innermost element at a place of the viewport, inside open shadow roots too. */
function lowest(document, x, y) {
  let found = document.documentElement;
  for (let root = document, inner; (inner = root.elementFromPoint(x, y)) && inner != found; root = inner.shadowRoot) {
    found = inner;
    if (!inner.shadowRoot) break;
  }
  return found;
}

/** An element and all around it, outermost last. */
function around(element) {
  const all = [];
  for (let it = element; it; it = it.parentNode ?? it.host) if (it.nodeType == 1) all.push(it);
  return all;
}

/** A hand over a document. `rest(ms)` lets time pass. */
export function hand(document, rest) {
  const view = document.defaultView;
  const at = { x: 0, y: 0 };
  let over = document.documentElement;
  let buttons = 0;
  let kind = "mouse";

  const how = (more) => ({
    view,
    clientX: at.x,
    clientY: at.y,
    screenX: at.x + view.screenX,
    screenY: at.y + view.screenY,
    buttons,
    ...more,
  });
  const pointer = (target, type, more) =>
    fire(target, view.PointerEvent, type, how({ pointerId: kind == "mouse" ? 1 : 2, pointerType: kind, isPrimary: true, pressure: buttons ? 0.5 : 0, button: -1, ...more }));
  const mouse = (target, type, more) => fire(target, view.MouseEvent, type, how(more));

  /** The pointer comes over another element. Enter and leave go to each element by itself. */
  function pass(next) {
    if (next == over) return;
    const [out, into] = [around(over), around(next)];
    const alone = { bubbles: false, cancelable: false, composed: false };
    for (const [dispatch, name] of [[pointer, "pointer"], [mouse, "mouse"]]) {
      dispatch(over, `${name}out`, { relatedTarget: next });
      for (const it of out) if (!into.includes(it)) dispatch(it, `${name}leave`, { ...alone, relatedTarget: next });
      dispatch(next, `${name}over`, { relatedTarget: over });
      for (const it of into.reverse()) if (!out.includes(it)) dispatch(it, `${name}enter`, { ...alone, relatedTarget: over });
    }
    over = next;
  }

  function step(x, y) {
    Object.assign(at, { x, y });
    pass(lowest(document, x, y));
    pointer(over, "pointermove");
    if (kind == "mouse") mouse(over, "mousemove");
  }

  return {
    at,
    get over() {
      return over;
    },
    pointer,
    mouse,

    /** Moves to a place in the time that a target of that size takes. */
    async move(x, y, size = 20) {
      const [left, top] = [at.x, at.y];
      const far = Math.hypot(x - left, y - top);
      if (!far) return;
      const pictures = Math.ceil((REACTION + DOUBLING * Math.log2(1 + far / size)) / PICTURE);
      for (let picture = 1; picture <= pictures; picture++) {
        await rest(PICTURE);
        const part = eased(picture / pictures);
        step(left + (x - left) * part, top + (y - top) * part);
      }
    },

    /** Is at a place without a way to it, as a finger is. */
    land(as, x, y) {
      kind = as;
      Object.assign(at, { x, y });
      over = lowest(document, x, y);
    },

    /** A button goes down. Gives the element under it, and whether the browser may focus it. */
    down(button = 0, more) {
      buttons |= [1, 4, 2][button];
      const goes = pointer(over, "pointerdown", { button, ...more });
      return [over, !goes || kind != "mouse" || mouse(over, "mousedown", { button, detail: 1, ...more })];
    },

    /** It comes up again; `pressed` is the element it went down on. */
    up(pressed, button = 0, more) {
      buttons &= ~[1, 4, 2][button];
      pointer(over, "pointerup", { button, ...more });
      if (kind == "mouse") mouse(over, "mouseup", { button, detail: 1, ...more });
      const target = around(pressed).find((it) => it.contains(over)) ?? over;
      return target;
    },

    /** What a press and a release make. */
    click(target, button = 0, more) {
      pointer(target, button ? "auxclick" : "click", { button, detail: 1, isPrimary: false, ...more });
    },
  };
}

// The visitor's keyboard, and what browsers do of a key by themselves: edit, move the focus, submit.
// A script's key does nothing of it, so it is done here, with the events that go along.

const FOCUSABLE = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[tabindex],[contenteditable]";
/** Ms that a key is down, and from a key to the next. */
const KEY_DOWN = 60;
const NEXT_KEY = 90;

const isText = (element) =>
  element.localName == "textarea" ||
  (element.localName == "input" && !/^(button|submit|reset|image|checkbox|radio|file|color|range|hidden)$/.test(element.type));

/** The element with the focus, inside open shadow roots too. */
export function active(document) {
  let element = document.activeElement ?? document.body;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** The element that a press on another focuses; undefined where that is none. */
export function focusable(element) {
  for (let it = element; it; it = it.parentNode ?? it.host) {
    if (it.nodeType == 1 && it.matches(FOCUSABLE) && !it.matches(":disabled")) return it;
  }
}

/** A keyboard before a document. `rest(ms)` lets time pass. */
export function keyboard(document, rest) {
  const view = document.defaultView;
  /** What was in a field when it got the focus. */
  const before = new WeakMap();
  const event = (target, type, more) => fire(target, view.Event, type, { cancelable: false, composed: false, ...more });

  /** Tells of a field's change, as browsers do when it is left or its form is submitted. */
  function settle(field) {
    if (before.has(field) && before.get(field) != field.value) event(field, "change");
    if (before.has(field)) before.set(field, field.value);
  }

  /** Gives an element the focus, or takes it from all. */
  function focus(element) {
    const old = active(document);
    if (old == element) return;
    settle(old);
    let told = false;
    const tell = () => (told = true);
    const kinds = ["focusin", "focusout"];
    kinds.forEach((kind) => view.addEventListener(kind, tell, true));
    element ? element.focus({ preventScroll: true }) : old.blur();
    kinds.forEach((kind) => view.removeEventListener(kind, tell, true));
    // In a window without the focus browsers tell of it only once it has it.
    if (!told) {
      const go = (target, types, relatedTarget) =>
        types.forEach((type, place) => fire(target, view.FocusEvent, type, { bubbles: place == 1, cancelable: false, relatedTarget }));
      if (old != document.body) go(old, ["blur", "focusout"], element);
      if (element) go(element, ["focus", "focusin"], old);
    }
    if (!element || !isText(element)) return;
    before.set(element, element.value);
    // WebKit moves the focus by itself when a script presses on a select.
    element.addEventListener("blur", () => settle(element), { capture: true, once: true });
  }

  /** Puts another text into a field, past whatever a framework put over `value`. */
  function put(field, text) {
    if (!("value" in field)) field.textContent = text;
    else Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
  }

  /** Edits a field in one step, unless the page forbids it. */
  function edit(field, inputType, data, change) {
    if (!isText(field) && !field.isContentEditable) return;
    if (field.readOnly || field.disabled) return;
    if (!fire(field, view.InputEvent, "beforeinput", { inputType, data, view })) return;
    put(field, change(field.value ?? field.textContent));
    fire(field, view.InputEvent, "input", { inputType, data, view, cancelable: false });
  }

  /** Enter in a field of a form. */
  function submit({ form }) {
    if (!form) return;
    const button = [...form.elements].find(({ type }) => type == "submit" || type == "image");
    button ? button.click() : form.requestSubmit();
  }

  function tab(back) {
    const all = [...document.querySelectorAll(FOCUSABLE)].filter((it) => it.tabIndex >= 0 && !it.matches(":disabled") && it.getClientRects().length);
    const place = all.indexOf(active(document));
    focus(all[back ? (place < 0 ? all.length : place) - 1 : place + 1]);
  }

  /** What the browser does when a key goes down. */
  function act(target, key, held) {
    if (key == "Tab") return tab(held.shiftKey);
    if (held.ctrlKey || held.metaKey) return;
    if (key == "Backspace") return edit(target, "deleteContentBackward", null, (text) => [...text].slice(0, -1).join(""));
    if (key == "Enter" && (target.localName == "textarea" || target.isContentEditable)) return edit(target, "insertLineBreak", null, (text) => `${text}\n`);
    if (key == "Enter" && isText(target)) return settle(target), submit(target);
    if (key == "Enter" && target.matches("a[href],button,summary,input")) return target.click();
    if ([...key].length == 1) edit(target, "insertText", key, (text) => text + key);
  }

  const code = (key) => (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key == " " ? "Space" : key.length > 1 ? key : "");

  return {
    focus,
    settle,

    /** Presses a key where the focus is. */
    async press(key, held = {}) {
      const target = active(document);
      const how = { view, key, code: code(key), ...held };
      let goes = fire(target, view.KeyboardEvent, "keydown", how);
      if (goes && ([...key].length == 1 || key == "Enter")) goes = fire(target, view.KeyboardEvent, "keypress", how);
      if (goes) act(target, key, held);
      await rest(KEY_DOWN);
      const up = active(document);
      const released = fire(up, view.KeyboardEvent, "keyup", how);
      // A button waits for the space bar to come up.
      if (key == " " && goes && released && up.matches("button,summary,[type=checkbox],[type=radio],[type=submit]")) up.click();
      await rest(NEXT_KEY);
    },

    /** Puts a text in as from the clipboard. */
    paste(text) {
      const target = active(document);
      if (fire(target, view.ClipboardEvent, "paste", {})) edit(target, "insertFromPaste", text, (old) => old + text);
    },

    /** Sets what is chosen, not typed: an option, a date, a colour. */
    choose(field, value) {
      put(field, value);
      event(field, "input", { composed: true });
      event(field, "change");
      if (before.has(field)) before.set(field, field.value);
    },
  };
}
