// A session ends while a page is open: after a time without anything done, or after a day.

// Operations of a recording's entry, as in src/capture/entry.rs.
const RENEW = 107;

// As in edge.js, in minutes.
const IDLE = 30;
const LONGEST = 1440;
const minute = () => Math.floor(Date.now() / 60000);

// What only a visitor does: pages scroll, load and resize by themselves.
const DONE = /^(pointer|key|click|aux)/;

/**
 * Keeps the session of a recording in its jar while somebody is there, and begins another once it is over.
 * The page's own memory counts: a jar that is emptied again and again is filled twice, by a blocker's
 * leave.
 */
export function stay(entry) {
  const { jar } = entry;
  let last = minute();
  let began = jar.find()?.[1] ?? last;
  let refills = 1;
  const kept = () => entry.kept && !entry.held;
  const renew = () => {
    const session = kept() ? jar.join() : jar.fresh();
    began = (kept() && jar.find()?.[1]) || minute();
    // Another tab may have gone on with it.
    if (session == entry.session) return;
    entry.session = session;
    entry(RENEW);
    entry.emit?.("session", { session, stream: entry.stream });
  };
  const written = () => {
    const [id] = jar.find() ?? [];
    if (id ? id == entry.session : refills-- > 0) jar.write(entry.session, began);
  };
  const { ahead } = entry;
  entry.ahead = (type) => {
    if (DONE.test(type)) {
      const now = minute();
      const over = Math.abs(now - last) > IDLE || Math.abs(now - began) > LONGEST;
      const passed = now != last;
      last = now;
      if (over) renew();
      else if (passed && kept()) written();
    }
    ahead(type);
  };
}
