// Numbers, times and names as people read them.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `0:07`, `12:30`, `2:05:09`, and for a broken clock `412 days`. `ms` is milliseconds. */
export function clock(ms) {
  if (ms >= 4 * DAY) return `${count(Math.floor(ms / DAY))} days`;
  const whole = Math.floor(Math.max(0, ms) / SECOND);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `8 s`, `2 min 5 s`, `3 h 20 min`, `412 days`. */
export function duration(ms) {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return join(Math.floor(ms / MINUTE), "min", Math.floor(ms / SECOND) % 60, "s");
  if (ms < 4 * DAY) return join(Math.floor(ms / HOUR), "h", Math.floor(ms / MINUTE) % 60, "min");
  return `${count(Math.floor(ms / DAY))} days`;
}

function join(large, largeUnit, small, smallUnit) {
  return small ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** A moment in ms since 1970: `14:03:22` today, `12 Mar 2026, 14:03:22` else. */
export function moment(ms, now = Date.now()) {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return "at an unknown time";
  const day = dayFormat.format(at);
  const time = timeFormat.format(at);
  return day === dayFormat.format(now) ? time : `${day}, ${time}`;
}

/** `12 345` */
export const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** `1 page`, `3 pages` */
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** Longest name shown; longer ones are cut, for layout has to measure every character. */
const MAX_SHOWN = 200;

/** Text from a frame without what could reorder or hide its neighbours: control characters,
 *  bidirectional marks, and everything else that has no glyph. */
export function plain(text) {
  const cut = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
}

/** Host and path of a recorded address. */
export function address(url) {
  try {
    return plain(new URL(url).host) + path(url);
  } catch {
    return path(url);
  }
}

/** The path of a recorded address, or all of it where it has none. */
export function path(url) {
  if (!url) return "an unknown page";
  try {
    return plain(decodeURI(new URL(url).pathname));
  } catch {
    return plain(url);
  }
}
