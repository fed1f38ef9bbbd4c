// What leaves the page and what is kept in the browser: posts, the shelf of those that nobody answered, the
// session's end, consent.
//
// One file, because each that Rust binds or that is imported is one more connection to wasm-bindgen's test
// server, which takes few (docs/DESIGN.md, "Tests").

// Operations of a recording's entry, as in src/capture/entry.rs.
const ANSWER = 100;
const RENEW = 107;

// The shelf: frames that nobody has answered yet, for the tab's next page where the site asks for it. Frames
// hold no text, and the tab's storage goes with the tab.

const PREFIX = "desireline:";
// Most frames that are kept: what one page's queue takes.
const ROOM = 128;

// As in edge.js, whose state this file must not have twice.
export const safe = (f, otherwise) => (...given) => {
  try {
    return f(...given);
  } catch {
    return otherwise;
  }
};
const names = safe(() => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)));

/** Keeps a recording's frame, once however often it is posted; gives what takes it away again. A storage that
 * is full or forbidden keeps nothing. */
const shelve = safe((entry, number, frame) => {
  if (names().length >= ROOM) return;
  entry.shelf ??= PREFIX + Math.random().toString(36).slice(2);
  const name = `${entry.shelf}.${number}`;
  sessionStorage.setItem(name, btoa(String.fromCharCode(...frame)));
  return safe(() => sessionStorage.removeItem(name));
});

/** What earlier pages left: each frame with what takes it away. */
const left = () =>
  (names() ?? []).map((name) => [
    Uint8Array.from(safe(atob)(sessionStorage[name]) ?? "", (byte) => byte.charCodeAt(0)),
    safe(() => sessionStorage.removeItem(name)),
  ]);

/** Takes all away. */
const clear = () => left().forEach(([, remove]) => remove());

// Posts.

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
const request = async ({ endpoint, fetch, request }, body, keepalive) => {
  try {
    const response = await fetch(typeof endpoint == "function" ? endpoint() : endpoint, {
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
export function post(bytes, keepalive, number, entry) {
  const body = bytes.slice();
  const told = entry.guarded((answer) => entry.held || entry(ANSWER, undefined, number, answer));
  const go = async () => {
    const remove = (entry.persist && shelve(entry, number, body)) || (() => {});
    const answer = await request(entry, body, keepalive);
    if (!fails(answer & 1023)) remove();
    entry.emit?.("answer", { status: answer & 1023, bytes: body.length });
    told(answer);
  };
  entry.held ? entry.held.push(go) : go();
}

/** Posts what earlier pages of this tab could not, where the site asks for it: one after the other, until one
 * fails. Without consent it waits. */
export async function resend(entry) {
  if (!entry.persist || entry.held) return;
  for (const [frame, remove] of left()) {
    if (fails((await request(entry, frame, false)) & 1023) || entry.held) return;
    remove();
  }
}

// The session, which ends while a page is open: after a time without anything done, or after a day.

// In ms.
const SECOND = 1000;

// What only a visitor does: pages scroll, load and resize by themselves.
const DONE = /^(pointer|key|click|aux)/;

/**
 * Keeps the session of a recording in its jar while somebody is there, and begins another once it is over.
 * The page's own memory counts: a jar that is emptied again and again is filled twice, by a blocker's
 * leave.
 */
export function stay(entry) {
  const { jar } = entry;
  let last = jar.minute();
  let began = jar.find()?.[1] ?? last;
  let refills = 1;
  const kept = () => entry.kept && !entry.held;
  const renew = () => {
    const session = kept() ? jar.join() : jar.fresh();
    began = (kept() && jar.find()?.[1]) || jar.minute();
    // Another tab may have gone on with it.
    if (session == entry.session) return;
    entry.carry();
    entry.session = session;
    entry(RENEW);
    entry.emit?.("session", { session, stream: entry.stream });
  };
  const written = () => {
    const [id] = jar.find() ?? [];
    if (id ? id == entry.session : refills-- > 0) jar.write(entry.session, began);
  };
  const { ahead } = entry;
  let asked = -Infinity;
  entry.ahead = (type, time) => {
    // The clock is asked once a second, and nothing changes within a minute.
    if (Math.abs(time - asked) > SECOND && DONE.test(type)) {
      asked = time;
      const now = jar.minute();
      if (now > last) {
        const lasts = jar.lasts(began, last);
        last = now;
        if (!lasts) renew();
        else if (kept()) written();
      }
    }
    ahead(type, time);
  };
}

// Consent.

// Browsers keep a cookie for 400 days at most; in s.
const LASTING = 34560000;

/** The visitor consents: what is `held` goes to the collector, and the session into its cookie, if there is
 * to be one. */
export function grant(entry) {
  if (entry.kept && entry.held) entry.jar.join(entry.session);
  const held = entry.held || [];
  entry.held = false;
  held.forEach((post) => post());
  resend(entry);
}

/** What is recorded and not sent never is. The session cookie is erased, or, `lasting`, says that this
 * visitor wants no recording. */
export function revoke(entry, lasting) {
  entry.held = [];
  clear();
  entry.jar.put("off", `; Max-Age=${lasting ? LASTING : 0}`);
}
