// How a frame goes to the collector.

// Operations of a recording's entry, as in src/capture/entry.rs.
const ANSWER = 100;

// A collector that does not answer in this time, in ms, counts as one that does not answer.
const PATIENCE = 30_000;

// Longest time a collector may ask for, in s.
const LATER = 3600;

/** Seconds that an answer asks for (`Retry-After`: seconds, or a date), where it asks for another try. */
const later = ({ status, headers }) => {
  const after = (/408|429|5../.test(status) && headers.get("retry-after")) || 0;
  return Math.min(Math.max(0, isNaN(after) ? (Date.parse(after) - Date.now()) / 1000 : after) || 0, LATER) | 0;
};

/** Posts raw bytes: no header, so no preflight. The entry gets the frame's number and the status with
 * the seconds to wait above its ten bits, 0 when there is none; never before this returns. While the entry
 * has a list of what is `held` for want of consent, the post waits there; once that was withdrawn nothing is
 * answered either. */
export function post(url, bytes, keepalive, number, entry) {
  const body = bytes.slice();
  // As it was when recording began: a page may patch it later.
  const { fetch, request: more } = entry;
  const told = entry.guarded((status) => entry.held || entry(ANSWER, undefined, number, status));
  const request = async () => {
    const response = await fetch(typeof url == "function" ? url() : url, {
      method: "POST",
      body,
      keepalive,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE),
      ...more,
    });
    return response.status + later(response) * 1024;
  };
  const go = () => request().then(told, () => told(0));
  entry.held ? entry.held.push(go) : go();
}
