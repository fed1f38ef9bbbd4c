// What annoys a visitor, as it happens: the scorer (src/scorer.rs) reads each frame before it is coded.

// As `Found` of src/analysis/friction/mod.rs.
const FOUND = ["rage_click", "dead_click", "error_click", "quick_back", "bounce", "speed_browsing", "excessive_scrolling", "mouse_thrash", "submit_failure", "custom"];

/** Has a recording tell of it by the hook "frustration". `instantiate` as in instance.js. */
export async function frustrate(entry, instantiate) {
  // Sealed before the scorer was there.
  const waiting = [];
  entry.seen = (frame) => waiting.push(frame.slice());
  // Where it cannot be had nobody waits for it.
  const [{ memory, room, feed, found, score } = {}] = await instantiate(new URL("./desireline-frustration.wasm", import.meta.url)).catch(() => []);
  if (!room) return void (entry.seen = undefined);
  entry.seen = (frame) => {
    const at = room(frame.length);
    if (!at) return;
    new Uint8Array(memory.buffer, at, frame.length).set(frame);
    const count = feed();
    for (let one = 0; one < count; one++)
      entry.emit("frustration", { signal: FOUND[found(one, 0)], weight: found(one, 1) / 10, t: found(one, 2), score: score() / 10 });
  };
  waiting.forEach(entry.seen);
}
