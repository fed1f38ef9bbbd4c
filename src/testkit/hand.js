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
