import { hear, mark_all, places } from "#edge";

// Facts kept until the recorder is there: what they say of a pointer, a click, a scroll or the
// focus, never a key or a value.
const KINDS = ["pointermove", "click", "auxclick", "scroll", "focusin", "focusout"];
const FIELDS = ["type", "timeStamp", "clientX", "clientY", "pointerType", "button", "detail", "ctrlKey", "altKey", "shiftKey", "metaKey"];
// Facts kept at most: some ten seconds of steady movement.
const ROOM = 512;

/** Listens until `end()`, which gives back what happened: plain objects that stand for events. */
export function listenEarly() {
  const page = () => [scrollX, scrollY];
  const began = performance.now();
  // The first says how the page stood when the others began.
  const early = { began, facts: [{ type: "scroll", timeStamp: began, composedPath: () => [], page: page() }], lost: 0 };
  mark_all();
  const keep = (event) => {
    try {
      // Also when it is clicked before the recorder is there, a password field stays one.
      if (event.type != "pointermove") mark_all(event);
      if (early.facts.length == ROOM) return early.lost++;
      const { type } = event;
      const path = event.composedPath();
      const [target] = path;
      const fact = { composedPath: () => path };
      // Not for each move: asking makes the browser lay the page out.
      if (type != "pointermove") fact.page = page();
      else fact.places = [...places(event)];
      if (type == "scroll") fact.inner = [target.scrollLeft, target.scrollTop];
      for (const field of FIELDS) fact[field] = event[field];
      early.facts.push(fact);
    } catch {}
  };
  early.end = hear(KINDS, keep);
  return early;
}
