// Bytes by kind of event. The reader tells what a frame says, not what each part of it weighs, so a
// frame's bytes are shared out by how much news each row brings: an estimate that needs to know no format.

/** Bytes of a whole number in seven-bit groups. */
const weight = (value) => Math.max(1, Math.ceil(Math.log2(2 * Math.abs(value) + 2) / 7));

/** What is known from a row's neighbours: ids and what others are computed from. */
const DERIVED = new Set(["session", "stream", "seq", "kind", "page_x", "page_y"]);

/** The rows of one frame as `{ kind, bytes }`, whose bytes sum up to the frame's. */
export function account(rows, length) {
  const before = {};
  const told = new Set();
  const news = rows.map((row) => {
    let sum = 1;
    for (const [name, value] of Object.entries(row)) {
      if (DERIVED.has(name)) continue;
      if (typeof value == "number") {
        sum += weight(value - (before[name] ?? 0));
        before[name] = value;
      } else {
        const text = JSON.stringify(value);
        // Words are told once, then referred to.
        sum += told.has(text) ? 0 : text.length;
        told.add(text);
      }
    }
    return sum;
  });
  const all = news.reduce((sum, one) => sum + one, 0);
  return rows.map(({ kind }, index) => ({ kind, bytes: (length * news[index]) / all }));
}
