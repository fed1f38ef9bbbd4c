// A visitor for tests. What it does reaches the page as whole sequences of events, in the order in
// which browsers dispatch them; as scripts made them, `isTrusted` is false.

import { active, fire, focusable, hand, keyboard } from "./hand.js";

/** Ms that a button is down, between two clicks of a double click, and from a notch of the wheel to
 * the next; CSS px of a notch. */
const DOWN = 80;
const AGAIN = 120;
const TURN = 50;
const NOTCH = 100;
/** Ms within which a browser tells of a scroll, if there is one. */
const SCROLLED = 100;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** A visitor of a document. With a `clock` of `fixed()` time passes there, and at once; without one,
 * everything takes as long as a hand takes. */
export function visitor(document = globalThis.document, { clock } = {}) {
  const view = document.defaultView;
  const rest = async (ms) => (clock ? clock.advance(ms) : sleep(ms));
  const mouse = hand(document, rest);
  const keys = keyboard(document, rest);

  const find = (target) => {
    const element = typeof target == "string" ? document.querySelector(target) : target;
    if (!element) throw new Error(`the visitor finds no ${target}`);
    return element;
  };

  /** The middle of an element, which is brought into view. */
  async function middle(target) {
    const element = find(target);
    const place = () => element.getBoundingClientRect();
    const inside = ({ x, y, width, height }) => x + width / 2 >= 0 && y + height / 2 >= 0 && x + width / 2 < view.innerWidth && y + height / 2 < view.innerHeight;
    if (!element.getClientRects().length) throw new Error(`the visitor sees no ${element.outerHTML}`);
    if (!inside(place())) await scrolling(() => element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" }));
    const { x, y, width, height } = place();
    return [x + width / 2, y + height / 2, Math.max(1, Math.min(width, height)), element];
  }

  /** Scrolls, and waits until the browser has told of it. */
  const scrolling = (scroll) =>
    new Promise((done) => {
      const told = () => {
        view.removeEventListener("scroll", told, true);
        done();
      };
      view.addEventListener("scroll", told, true);
      scroll();
      setTimeout(told, SCROLLED);
    });

  /** What a wheel over an element turns. */
  function scroller(element, x, y) {
    for (let it = element; it; it = it.parentElement) {
      const { overflowX, overflowY } = view.getComputedStyle(it);
      if (y && /auto|scroll/.test(overflowY) && it.scrollHeight > it.clientHeight) return it;
      if (x && /auto|scroll/.test(overflowX) && it.scrollWidth > it.clientWidth) return it;
    }
    return document.scrollingElement ?? document.documentElement;
  }

  const me = {
    /** Moves to the middle of an element, or to a place in the viewport. */
    async moveTo(target) {
      if (typeof target == "object" && "x" in target && !target.nodeType) return mouse.move(target.x, target.y);
      const [x, y, size] = await middle(target);
      await mouse.move(x, y, size);
    },

    /** Moves there and clicks. */
    async click(target, { button = 0, count = 1, ...held } = {}) {
      await me.moveTo(target);
      for (let detail = 1; detail <= count; detail++) {
        const [pressed, may] = mouse.down(button, { detail, ...held });
        if (may) keys.focus(focusable(pressed));
        if (button == 2) mouse.pointer(pressed, "contextmenu", { button, ...held });
        await rest(DOWN);
        const released = mouse.up(pressed, button, { detail, ...held });
        mouse.click(released, button, { detail, ...held });
        if (detail == 2 && !button) mouse.mouse(released, "dblclick", { detail, ...held });
        if (detail < count) await rest(AGAIN);
      }
    },

    /** Clicks into a field, unless it has the focus, and types. */
    async type(target, text) {
      if (active(document) != find(target)) await me.click(target);
      for (const key of text) await keys.press(key == "\n" ? "Enter" : key);
    },

    /** Presses a key where the focus is: a character, or a name of `KeyboardEvent.key`. */
    press: (key, held) => keys.press(key, held),

    /** To the next control, or back. */
    tab: ({ back = false } = {}) => keys.press("Tab", { shiftKey: back }),

    /** Takes the focus away, as a press beside everything does. */
    async leave() {
      keys.focus(undefined);
    },

    /** Clicks into a field, unless it has the focus, and pastes. */
    async paste(target, text) {
      if (active(document) != find(target)) await me.click(target);
      keys.paste(text);
    },

    /** Fills a form: a value for each `name`, true or false for what is checked. */
    async fill(form, values) {
      for (const [name, value] of Object.entries(values)) {
        const all = [...find(form).elements].filter((field) => field.name == name);
        const field = all.find((it) => it.type == "radio" && it.value == value) ?? all[0];
        if (!field) throw new Error(`the form has no field ${name}`);
        if (field.type == "checkbox" ? field.checked != value : field.type == "radio") await me.click(field);
        else if (/^(text|email|password|search|tel|url|number|textarea)$/.test(field.type)) await me.type(field, String(value));
        else if (field.type != "checkbox") {
          await me.click(field);
          keys.choose(field, value);
        }
      }
    },

    /** Clicks a form's button, or presses Enter in its last field where it has none. */
    async submit(form) {
      const button = [...find(form).elements].find(({ type }) => type == "submit" || type == "image");
      keys.settle(active(document));
      if (button) return me.click(button);
      keys.focus([...find(form).elements].at(-1));
      await keys.press("Enter");
    },

    /** Turns the wheel where the pointer is, by CSS px. */
    async wheel({ x = 0, y = 0 }) {
      const notch = (left) => Math.sign(left) * Math.min(NOTCH, Math.abs(left));
      while (x || y) {
        const [deltaX, deltaY] = [notch(x), notch(y)];
        [x, y] = [x - deltaX, y - deltaY];
        const { over, at } = mouse;
        const turn = () => scroller(over, deltaX, deltaY).scrollBy({ left: deltaX, top: deltaY, behavior: "instant" });
        if (fire(over, view.WheelEvent, "wheel", { view, clientX: at.x, clientY: at.y, deltaX, deltaY })) await scrolling(turn);
        await rest(TURN);
      }
    },

    /** Taps with a finger. */
    async tap(target) {
      const [x, y] = await middle(target);
      const [touched, lift] = touch(x, y);
      await rest(DOWN);
      if (!lift("touchend", "pointerup")) return;
      // For pages that know no touch, browsers tell of a mouse that was there all at once.
      mouse.mouse(touched, "mousemove");
      if (mouse.mouse(touched, "mousedown", { detail: 1 })) keys.focus(focusable(touched));
      mouse.mouse(touched, "mouseup", { detail: 1 });
      mouse.click(touched);
      mouse.land("mouse", x, y);
    },

    /** Drags the page with a finger, from its middle by CSS px. The browser takes the pointer over
     * once it scrolls. */
    async swipe({ x = 0, y = 0 }) {
      const [left, top] = [view.innerWidth / 2, view.innerHeight / 2];
      const [touched, lift, drag] = touch(left, top);
      await rest(DOWN);
      drag(left + x / 4, top + y / 4);
      mouse.pointer(touched, "pointercancel");
      await scrolling(() => scroller(touched, x, y).scrollBy({ left: -x, top: -y, behavior: "instant" }));
      drag(left + x, top + y, true);
      await rest(DOWN);
      lift("touchend");
      mouse.land("mouse", left, top);
    },
  };

  /** A finger goes down. Gives the element under it, what lifts it and what drags it. */
  function touch(x, y) {
    mouse.land("touch", x, y);
    const touched = mouse.over;
    /** Where the finger is, for an event. */
    const places = (down) => {
      try {
        const finger = [new view.Touch({ identifier: 1, target: touched, clientX: mouse.at.x, clientY: mouse.at.y })];
        const still = down ? finger : [];
        return { touches: still, targetTouches: still, changedTouches: finger };
      } catch {
        // WebKit lets no script make a touch: its events then tell of no place.
      }
    };
    // Desktop browsers without a touchscreen have no such events.
    const tell = (type, down) => !view.TouchEvent || fire(touched, view.TouchEvent, type, { view, ...places(down) });
    mouse.pointer(touched, "pointerover");
    mouse.pointer(touched, "pointerenter", { bubbles: false, cancelable: false, composed: false });
    mouse.down();
    tell("touchstart", true);
    const lift = (type, pointer) => {
      if (pointer) mouse.up(touched);
      mouse.pointer(touched, "pointerout");
      mouse.pointer(touched, "pointerleave", { bubbles: false, cancelable: false, composed: false });
      return tell(type, false);
    };
    const drag = (x, y, taken) => {
      Object.assign(mouse.at, { x, y });
      if (!taken) mouse.pointer(touched, "pointermove");
      tell("touchmove", true);
    };
    return [touched, lift, drag];
  }

  return me;
}
