// Facts kept until the recorder is there: what they say of a pointer, a click, a scroll or the
// focus, never a key or a value.
const KINDS = ["pointermove", "click", "auxclick", "scroll", "focusin", "focusout"];
const FIELDS = ["type", "timeStamp", "clientX", "clientY", "pointerType", "button", "detail", "ctrlKey", "altKey", "shiftKey", "metaKey"];
// Facts kept at most: some ten seconds of steady movement.
const ROOM = 512;

/** Listens until `end()`, which gives back what happened: plain objects that stand for events. */
export function listenEarly() {
  const early = { began: performance.now(), facts: [], lost: 0 };
  const keep = (event) => {
    try {
      if (early.facts.length == ROOM) return early.lost++;
      const target = event.composedPath()[0];
      const fact = { composedPath: () => [target] };
      for (const field of FIELDS) fact[field] = event[field];
      early.facts.push(fact);
    } catch {}
  };
  const options = { capture: true, passive: true };
  for (const kind of KINDS) addEventListener(kind, keep, options);
  early.end = () => {
    for (const kind of KINDS) removeEventListener(kind, keep, options);
  };
  return early;
}
