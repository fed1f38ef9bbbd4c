// How a frame goes to the collector.

import { left, shelve } from "./shelf.js";

// Operations of a recording's entry, as in src/capture/entry.rs.
const ANSWER = 100;

// A collector that does not answer in this time, in ms, counts as one that does not answer.
const PATIENCE = 30_000;

// Longest time a collector may ask for, in s.
const LATER = 3600;

/** Whether a status asks for another try. */
const fails = (status) => /^(0|408|429|5..)$/.test(status);

/** Seconds that an answer asks for (`Retry-After`: seconds, or a date), where it asks for another try. */
const later = ({ status, headers }) => {
  const after = (fails(status) && headers.get("retry-after")) || 0;
  return Math.min(Math.max(0, isNaN(after) ? (Date.parse(after) - Date.now()) / 1000 : after) || 0, LATER) | 0;
};

/** Posts raw bytes: no header, so no preflight. Gives the status with the seconds to wait above its ten bits;
 * 0 where there is none. */
const request = async (url, body, keepalive, { fetch, request }) => {
  try {
    const response = await fetch(typeof url == "function" ? url() : url, {
      method: "POST",
      body,
      keepalive,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE),
      ...request,
    });
    return response.status + later(response) * 1024;
  } catch {
    return 0;
  }
};

/** Posts a frame. The entry gets its number and the answer, never before this returns. While the entry has a
 * list of what is `held` for want of consent, the post waits there; once that was withdrawn nothing is
 * answered either. */
export function post(url, bytes, keepalive, number, entry) {
  const body = bytes.slice();
  const told = entry.guarded((answer) => entry.held || entry(ANSWER, undefined, number, answer));
  const go = async () => {
    const remove = (entry.persist && shelve(entry, number, body)) || (() => {});
    const answer = await request(url, body, keepalive, entry);
    if (!fails(answer & 1023)) remove();
    entry.emit?.("answer", { status: answer & 1023, bytes: body.length });
    told(answer);
  };
  entry.held ? entry.held.push(go) : go();
}

/** Posts what earlier pages of this tab could not, one after the other, until one fails. */
export async function resend(url, entry) {
  for (const [frame, remove] of left()) {
    if (fails((await request(url, frame, false, entry)) & 1023) || entry.held) return;
    remove();
  }
}
