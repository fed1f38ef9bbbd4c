// The session cookie, and random ids. Ids are lower-case hexadecimal. Importing this module touches
// nothing, and nothing in it throws.

// Bytes of a session's and of a stream's id, as in src/session/ids.rs.
const SESSION = 16;
const STREAM = 6;

const random = (bytes) => {
  try {
    return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => (byte + 256).toString(16).slice(1)).join("");
  } catch {
    return "";
  }
};

/** A new stream's id, or a session's that is kept nowhere; empty where the browser has no random numbers. */
export const fresh = () => random(STREAM);
export const unkept = () => random(SESSION);

/** Whether the visitor has opted out for good. */
export const left = (name) => {
  try {
    return document.cookie.split(/;\s*/).includes(name + "=off");
  } catch {}
};

/** The one well-formed session in the jar, after setting a cookie if there is a line to set. Two of
 * our name mean that somebody (a sibling subdomain, say) put one there, and it may come first:
 * neither is taken. A sandboxed frame has no jar. */
const find = (name, line) => {
  try {
    if (line) document.cookie = line;
    const ours = document.cookie.split(/;\s*/).filter((pair) => pair.split("=")[0] == name);
    return ours[1] == null && /^[^=]+=([\da-f]{32})$/.exec(ours[0])?.[1];
  } catch {}
};

/** The session this page belongs to: the one in the jar, else the given or a fresh one, which is then written.
 *
 * The written cookie has no `Expires`, so it ends with the browser session; it is first-party, and
 * `Secure` on a page that came over https. When two tabs start at once, both write and both read
 * again: the last write wins for both. Where the jar keeps nothing (blocked, sandboxed), the fresh
 * id serves for this page's life. Empty where the browser has no random numbers. */
export const join = (name, fresh = unkept()) =>
  fresh &&
  (find(name) ||
    find(name, `${name}=${fresh}; Path=/; SameSite=Lax${location.protocol == "https:" ? "; Secure" : ""}`) ||
    fresh);
