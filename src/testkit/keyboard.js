// The visitor's keyboard, and what browsers do of a key by themselves: edit, move the focus, submit.
// A script's key does nothing of it, so it is done here, with the events that go along.

import { fire } from "./hand.js";

const FOCUSABLE = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[tabindex],[contenteditable]";
/** Ms that a key is down, and from a key to the next. */
const DOWN = 60;
const NEXT = 90;

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
      await rest(DOWN);
      const up = active(document);
      const released = fire(up, view.KeyboardEvent, "keyup", how);
      // A button waits for the space bar to come up.
      if (key == " " && goes && released && up.matches("button,summary,[type=checkbox],[type=radio],[type=submit]")) up.click();
      await rest(NEXT);
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
