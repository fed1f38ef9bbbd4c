// Visit time and shown time. With idle stretches skipped, a second on the screen may stand for
// a week of the visit; without, the two run alike.

/** A stretch without input longer than this, in ms, is idle. */
const IDLE = 3000;
/** What is left of it on the screen, in ms: enough to notice that time passes. */
const IDLE_SHOWN = 700;

export class Pace {
  /** Idle stretches as `{ from, to, at }`: visit time in ms from the visit's beginning, shown time. */
  gaps = [];
  /** How long the visit is on the screen, in ms. */
  length = 0;

  /** `events` are sorted by `t`. */
  constructor(events, skip) {
    if (!events.length) return;
    const first = events[0].t;
    let saved = 0;
    for (let index = 1; skip && index < events.length; index++) {
      const gap = events[index].t - events[index - 1].t;
      if (gap <= IDLE) continue;
      const from = events[index - 1].t - first;
      this.gaps.push({ from, to: from + gap, at: from - saved });
      saved += gap - IDLE_SHOWN;
    }
    this.length = events[events.length - 1].t - first - saved;
  }

  /** Visit time (ms from the beginning) → shown time. */
  shown(t) {
    const gap = this.#before((gap) => gap.from < t);
    if (!gap) return t;
    if (t < gap.to) return gap.at + ((t - gap.from) / (gap.to - gap.from)) * IDLE_SHOWN;
    return gap.at + IDLE_SHOWN + (t - gap.to);
  }

  /** Shown time → visit time. */
  visit(shown) {
    const gap = this.#before((gap) => gap.at < shown);
    if (!gap) return shown;
    const into = shown - gap.at;
    if (into < IDLE_SHOWN) return gap.from + (into / IDLE_SHOWN) * (gap.to - gap.from);
    return gap.to + (into - IDLE_SHOWN);
  }

  /** The idle stretch that `t` lies in. */
  gapAt(t) {
    const gap = this.#before((gap) => gap.from < t);
    return gap && t < gap.to ? gap : undefined;
  }

  /** Where on the screen an idle stretch ends. */
  end(gap) {
    return gap.at + IDLE_SHOWN;
  }

  #before(isBefore) {
    let low = 0;
    let high = this.gaps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.gaps[middle])) low = middle + 1;
      else high = middle;
    }
    return this.gaps[low - 1];
  }
}
