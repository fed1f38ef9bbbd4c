// Frames that nobody has answered yet, kept for the tab's next page where the site asks for it. Frames hold no
// text, and the tab's storage goes with the tab.

const PREFIX = "desireline:";
// Most frames that are kept: what one page's queue takes.
const ROOM = 128;

const safe = (f) => (...given) => {
  try {
    return f(...given);
  } catch {}
};
const names = safe(() => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)));

/** Keeps a recording's frame, once however often it is posted; gives what takes it away again. A storage that
 * is full or forbidden keeps nothing. */
export const shelve = safe((entry, number, frame) => {
  if (names().length >= ROOM) return;
  entry.shelf ??= PREFIX + Math.random().toString(36).slice(2);
  const name = `${entry.shelf}.${number}`;
  sessionStorage.setItem(name, btoa(String.fromCharCode(...frame)));
  return safe(() => sessionStorage.removeItem(name));
});

/** What earlier pages left: each frame with what takes it away. */
export const left = () =>
  (names() ?? []).map((name) => [
    Uint8Array.from(safe(atob)(sessionStorage[name]) ?? "", (byte) => byte.charCodeAt(0)),
    safe(() => sessionStorage.removeItem(name)),
  ]);

/** Takes all away. */
export const clear = () => left().forEach(([, remove]) => remove());
