// What becomes of a recording when the visitor consents, or no longer does.

import { clear } from "./shelf.js";

// Browsers keep a cookie for 400 days at most; in s.
const LASTING = 34560000;

/** The visitor consents: what is `held` goes to the collector, and the session into its cookie, if there is
 * to be one. */
export function grant(entry) {
  if (entry.kept && entry.held) entry.jar.join(entry.session);
  const held = entry.held || [];
  entry.held = false;
  held.forEach((post) => post());
  entry.resend?.();
}

/** What is recorded and not sent never is. The session cookie is erased, or, `lasting`, says that this
 * visitor wants no recording. */
export function revoke(entry, lasting) {
  entry.held = [];
  clear();
  entry.jar.put("off", `; Max-Age=${lasting ? LASTING : 0}`);
}
