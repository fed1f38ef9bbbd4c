// The session cookie, with a jar of our own in the place of the browser's, and how long a session lasts.
import assert from "node:assert/strict";
import test from "node:test";
import { page as pageOf } from "../../fuzz/js/page.js";
import { fresh, jar, refused } from "../../src/capture/edge.js";
import { grant, revoke, stay } from "../../src/capture/keep.js";

const ID = /^[\da-f]{32}$/;
const [MINE, OTHER] = ["0f".repeat(16), "1e".repeat(16)];
/** Minutes since 1970; most tests happen then. */
const NOW = 29_000_000;
let now = NOW;
Date.now = () => now * 60_000 + 12_345;

const kept = (id, began = now, last = now) => `${id}.${began}.${last}`;

/** A page then, as fuzzing has it; the lines that were written. */
function page(given) {
  now = NOW;
  return pageOf(given);
}

const join = (options, id) => jar(options).join(id);

test("the line is first-party and has no expiry; over https it is out of subdomains' reach", () => {
  const lines = page();
  const id = join();
  assert.match(id, ID);
  assert.deepEqual(lines, [`desireline=${kept(id)}; Path=/; SameSite=Lax`]);
  const secure = page({ protocol: "https:" });
  const other = join();
  assert.deepEqual(secure, [`__Host-desireline=${kept(other)}; Path=/; SameSite=Lax; Secure`]);
});

test("subdomains share a cookie of their domain, frames of others' have one for each site around", () => {
  const lines = page({ protocol: "https:" });
  const id = join({ domain: "shop.example" });
  assert.deepEqual(lines, [`desireline=${kept(id)}; Path=/; SameSite=Lax; Secure; Domain=shop.example`]);
  const framed = page({ protocol: "https:", framed: true });
  const other = join({ partitioned: true });
  assert.deepEqual(framed, [`__Host-desireline=${kept(other)}; Path=/; SameSite=None; Partitioned; Secure`]);
});

test("a second tab joins and writes nothing", () => {
  const lines = page({ cookies: ["a=b", `desireline=${kept(MINE)}`, "c=d"] });
  assert.equal(join(), MINE);
  assert.equal(lines.length, 0);
});

test("a session that nobody was in for half an hour, or that is a day old, is over", () => {
  for (const [began, last, over] of [
    [NOW - 30, NOW - 30, false],
    [NOW - 31, NOW - 31, true],
    [NOW - 1440, NOW, false],
    [NOW - 1441, NOW, true],
    // A clock that is set back may say so; a cookie that somebody tossed to last for ever may not.
    [NOW + 1, NOW + 1, false],
    [NOW, NOW + 31, true],
    [NOW + 1441, NOW, true],
  ]) {
    const lines = page({ cookies: [`desireline=${kept(MINE, began, last)}`] });
    assert.equal(join() != MINE, over, `${began - NOW} ${last - NOW}`);
    assert.equal(lines.length, +over);
  }
});

test("the last of two tabs that start at once wins for both", () => {
  page();
  const { set } = Object.getOwnPropertyDescriptor(document, "cookie");
  Object.defineProperty(document, "cookie", {
    get: () => `desireline=${kept(OTHER)}`,
    set,
  });
  assert.equal(join(), OTHER);
});

test("what is not a session counts as absent", () => {
  for (const value of ["", '"><script>', "../..", "f".repeat(4096), `${"F".repeat(32)}.${NOW}.${NOW}`, "é", `x=${kept(MINE)}`, `${kept(MINE)}=`, MINE, `${MINE}.${NOW}`, `${MINE}.${NOW}.`, `${MINE}.-1.${NOW}`, `${MINE}.${NOW}.${NOW}.1`, `${MINE}.${"9".repeat(40)}.${NOW}`]) {
    const lines = page({ cookies: [`desireline=${value}`], keeps: false });
    const id = join();
    assert.match(id, ID);
    assert.notEqual(id, MINE, value);
    assert.equal(lines.length, 1, value);
  }
  page({ cookies: [`xdesireline=${kept(MINE)}`, "desireline"] });
  assert.notEqual(join(), MINE);
});

test("a tossed duplicate is not taken, nor is the one beside it", () => {
  page({ cookies: [`desireline=${kept(OTHER)}`, `desireline=${kept(MINE)}`] });
  assert.ok(![MINE, OTHER].includes(join()));
});

test("every name is taken as it is", () => {
  page({ cookies: [`a.b=${kept(OTHER)}`, `a|b=${kept(MINE)}`] });
  assert.equal(join({ cookie: "a|b" }), MINE);
});

test("a jar that keeps nothing, or is none, gives an id for this page's life", () => {
  page({ keeps: false });
  assert.match(join(), ID);
  page();
  const refuse = () => {
    throw new Error("sandboxed");
  };
  Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
  assert.match(join(), ID);
});

test("ids are random, and without random numbers there is none and nothing is written", () => {
  assert.match(fresh(), /^[\da-f]{12}$/);
  assert.notEqual(fresh(), fresh());
  const lines = page();
  const old = crypto.getRandomValues;
  Object.defineProperty(crypto, "getRandomValues", { configurable: true, value: () => undefined });
  try {
    assert.equal(fresh() + join(), "");
    assert.equal(lines.length, 0);
  } finally {
    delete crypto.getRandomValues;
    assert.equal(crypto.getRandomValues, old);
  }
});

/** Whether the visitor has opted out by the cookie of that name. */
const left = (cookie) => refused({ gpc: false }, jar({ cookie }));

test("who has opted out is known by the cookie, and by nothing like it", () => {
  page({ cookies: ["a=b", "desireline=off"] });
  assert.ok(left("desireline"));
  assert.ok(left(undefined) && left(false), "by the usual name where there is none");
  for (const cookies of [[], ["desireline=offer"], ["xdesireline=off"], [`desireline=${kept(MINE)}`]]) {
    page({ cookies });
    assert.ok(!left("desireline"), cookies.join());
  }
  Object.defineProperty(document, "cookie", { get: () => { throw new Error("sandboxed"); } });
  assert.ok(!left("desireline"));
});

test("the browser's own signals refuse where they are asked, and consent that is denied always", () => {
  page();
  assert.ok(refused({ consent: "denied", gpc: false }, jar()));
  for (const [name, value, asked] of [["globalPrivacyControl", true, {}], ["doNotTrack", "1", { dnt: true }]]) {
    // Node 20 has none.
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { [name]: value } });
    assert.ok(refused(asked, jar()), name);
    assert.ok(!refused({ gpc: false }, jar()), name);
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });
    assert.ok(!refused(asked, jar()), name);
  }
});

test("a page in a frame of another's is not recorded unless that is asked for", () => {
  page({ framed: true });
  assert.ok(refused({ gpc: false }, jar()));
  assert.ok(!refused({ gpc: false, partitioned: true }, jar({ partitioned: true })));
});

/** A recording's entry as the loader makes it; `renewed` counts its sessions. */
function recording(options, more = {}) {
  const entry = () => entry.renewed++;
  const kept = jar(options);
  Object.assign(entry, { renewed: 0, jar: kept, kept: true, ahead: () => {}, carry: () => {}, session: kept.join(), ...more });
  stay(entry);
  return entry;
}

/** An event comes, whose own time is of the same clock. */
const ahead = (entry, type) => entry.ahead(type, now * 60_000);

test("a visitor who is there keeps the session, with a line a minute at most", () => {
  const lines = page();
  const entry = recording();
  const { session } = entry;
  for (const [minutes, written] of [[0, 1], [1, 2], [1, 2], [30, 3], [60, 4], [60, 4]]) {
    now = NOW + minutes;
    ahead(entry, "pointermove");
    ahead(entry, "pointermove");
    assert.equal(lines.length, written, `${minutes}`);
  }
  assert.equal(lines.at(-1), `desireline=${kept(session, NOW)}; Path=/; SameSite=Lax`);
  assert.equal(entry.renewed, 0);
});

test("the clock is asked once a second", () => {
  const lines = page();
  const entry = recording();
  now++;
  entry.ahead("click", 5000);
  assert.equal(lines.length, 2);
  now++;
  entry.ahead("click", 5900);
  assert.equal(lines.length, 2);
  entry.ahead("click", 6100);
  assert.equal(lines.length, 3);
  // Times that a page makes up are those of its own events.
  now++;
  entry.ahead("click", 1e15);
  now++;
  entry.ahead("click", 7500);
  assert.equal(lines.length, 5);
});

test("what a page does by itself keeps no session", () => {
  const lines = page();
  const entry = recording();
  for (const type of ["scroll", "resize", "load", "pageshow", "visibilitychange", undefined]) {
    now++;
    ahead(entry, type);
  }
  assert.equal(lines.length, 1);
});

test("after half an hour, and after a day, another begins", () => {
  for (const steps of [[31], Array(49).fill(30)]) {
    page();
    const entry = recording();
    const { session } = entry;
    for (const minutes of steps) {
      now += minutes;
      ahead(entry, "click");
    }
    assert.equal(entry.renewed, 1, `${steps[0]}`);
    assert.match(entry.session, ID);
    assert.notEqual(entry.session, session);
    assert.equal(jar().find()[0], entry.session);
    now++;
    ahead(entry, "click");
    assert.equal(entry.renewed, 1);
  }
});

test("another tab may have gone on with it, or begun the next", () => {
  for (const id of [undefined, OTHER]) {
    page();
    const entry = recording();
    const { session } = entry;
    now += 40;
    jar().write(id ?? session);
    ahead(entry, "keydown");
    assert.equal(entry.session, id ?? session);
    assert.equal(entry.renewed, +!!id);
  }
});

test("a jar that somebody empties is filled once more, and not again", () => {
  const lines = page();
  const entry = recording();
  const { session } = entry;
  for (let minutes = 1; minutes < 9; minutes++) {
    now = NOW + minutes;
    jar().put("", "; Max-Age=0");
    ahead(entry, "click");
  }
  assert.equal(lines.filter((line) => line.includes(session)).length, 2);
  assert.equal(entry.session, session);
  assert.equal(entry.renewed, 0);
});

test("without consent, or a cookie, nothing is written, and a session ends all the same", () => {
  for (const more of [{ held: [] }, { kept: false }]) {
    const lines = page();
    const entry = recording({}, { ...more, session: MINE });
    const before = lines.length;
    now += 31;
    ahead(entry, "click");
    now++;
    ahead(entry, "click");
    assert.equal(lines.length, before);
    assert.equal(entry.renewed, 1);
    assert.notEqual(entry.session, MINE);
  }
});

test("a session that is granted later keeps the id that it began with", () => {
  const lines = page();
  const sent = [];
  const entry = { jar: jar(), kept: true, held: [() => sent.push(1)], session: jar().fresh() };
  assert.equal(lines.length, 0);
  grant(entry);
  assert.equal(lines.length, 1);
  assert.equal(jar().find()[0], entry.session);
  assert.deepEqual([sent, entry.held], [[1], false]);
});

test("what is revoked is erased, or stays refused", () => {
  const lines = page({ protocol: "https:" });
  const entry = { jar: jar(), kept: true, session: jar().join() };
  revoke(entry);
  assert.equal(lines.at(-1), "__Host-desireline=off; Path=/; SameSite=Lax; Secure; Max-Age=0");
  assert.ok(!left());
  revoke(entry, true);
  assert.equal(lines.at(-1), "__Host-desireline=off; Path=/; SameSite=Lax; Secure; Max-Age=34560000");
  assert.ok(left());
});
