// Stretches of a document in which there was nothing to see: it was out of sight, or the site had
// paused the recording.

/** What begins and what ends a stretch of each sort. */
const MARKS = {
  visibility: ({ state }) => ({ hidden: "hidden", frozen: "hidden", visible: "" })[state],
  pause: ({ paused }) => (paused ? "paused" : ""),
};

/** `{ sort, from, to }` each, in ms since 1970. `last` is where a stretch ends that nothing ended. */
export function phasesOf(events, last) {
  const phases = [];
  const open = new Map();
  for (const { kind, row, t } of events) {
    // A frozen page that runs again is still out of sight.
    const sort = MARKS[kind]?.(row);
    if (sort === undefined) continue;
    const phase = open.get(kind);
    if (sort && !phase) open.set(kind, { sort, from: t });
    if (!sort && phase) {
      phases.push({ ...phase, to: t });
      open.delete(kind);
    }
  }
  for (const phase of open.values()) phases.push({ ...phase, to: Math.max(last, phase.from) });
  return phases;
}
