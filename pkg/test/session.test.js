// The session cookie, with a jar of our own in the place of the browser's.
import assert from "node:assert/strict";
import test from "node:test";
import { fresh, join, refused, unkept } from "../../src/capture/edge.js";

const ID = /^[\da-f]{32}$/;
const [MINE, OTHER] = ["0f".repeat(16), "1e".repeat(16)];

/** A page with cookies: what is in the jar, and the lines that were written. */
function page({ cookies = [], protocol = "http:", keeps = true } = {}) {
  const lines = [];
  globalThis.location = { protocol };
  globalThis.document = {
    get cookie() {
      return cookies.join("; ");
    },
    set cookie(line) {
      lines.push(line);
      if (keeps) cookies.push(line.split(";")[0]);
    },
  };
  return lines;
}

test("the line is first-party and has no expiry", () => {
  const lines = page();
  const id = join("desireline");
  assert.match(id, ID);
  assert.deepEqual(lines, [`desireline=${id}; Path=/; SameSite=Lax`]);
  const secure = page({ protocol: "https:" });
  const other = join("desireline");
  assert.deepEqual(secure, [`desireline=${other}; Path=/; SameSite=Lax; Secure`]);
});

test("a second tab joins and writes nothing", () => {
  const lines = page({ cookies: ["a=b", `desireline=${MINE}`, "c=d"] });
  assert.equal(join("desireline"), MINE);
  assert.equal(lines.length, 0);
});

test("the last of two tabs that start at once wins for both", () => {
  page();
  const { set } = Object.getOwnPropertyDescriptor(document, "cookie");
  Object.defineProperty(document, "cookie", {
    get: () => `desireline=${OTHER}`,
    set,
  });
  assert.equal(join("desireline"), OTHER);
});

test("what is not an id counts as absent", () => {
  for (const value of ["", '"><script>', "../..", "f".repeat(4096), "F".repeat(32), "é", `x=${MINE}`, `${MINE}=`]) {
    const lines = page({ cookies: [`desireline=${value}`], keeps: false });
    const id = join("desireline");
    assert.match(id, ID);
    assert.notEqual(id, MINE, value);
    assert.equal(lines.length, 1, value);
  }
  page({ cookies: [`xdesireline=${MINE}`, "desireline"] });
  assert.notEqual(join("desireline"), MINE);
});

test("a tossed duplicate is not taken, nor is the one beside it", () => {
  page({ cookies: [`desireline=${OTHER}`, `desireline=${MINE}`] });
  assert.ok(![MINE, OTHER].includes(join("desireline")));
});

test("every name is taken as it is", () => {
  page({ cookies: [`a.b=${OTHER}`, `a|b=${MINE}`] });
  assert.equal(join("a|b"), MINE);
});

test("a jar that keeps nothing, or is none, gives an id for this page's life", () => {
  page({ keeps: false });
  assert.match(join("desireline"), ID);
  page();
  const refuse = () => {
    throw new Error("sandboxed");
  };
  Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
  assert.match(join("desireline"), ID);
});

test("ids are random, and without random numbers there is none and nothing is written", () => {
  assert.match(fresh(), /^[\da-f]{12}$/);
  assert.notEqual(fresh(), fresh());
  const lines = page();
  const old = crypto.getRandomValues;
  Object.defineProperty(crypto, "getRandomValues", { configurable: true, value: () => undefined });
  try {
    assert.equal(fresh() + join("desireline"), "");
    assert.equal(lines.length, 0);
  } finally {
    delete crypto.getRandomValues;
    assert.equal(crypto.getRandomValues, old);
  }
});

/** Whether the visitor has opted out by the cookie of that name. */
const left = (name) => refused("granted", false, false, name);

test("who has opted out is known by the cookie, and by nothing like it", () => {
  page({ cookies: ["a=b", "desireline=off"] });
  assert.ok(left("desireline"));
  assert.ok(left(undefined) && left(false), "by the default name where there is none");
  for (const cookies of [[], ["desireline=offer"], ["xdesireline=off"], [`desireline=${MINE}`]]) {
    page({ cookies });
    assert.ok(!left("desireline"), cookies.join());
  }
  Object.defineProperty(document, "cookie", { get: () => { throw new Error("sandboxed"); } });
  assert.ok(!left("desireline"));
});

test("the browser's own signals refuse where they are asked, and consent that is denied always", () => {
  page();
  assert.ok(refused("denied", false, false, "desireline"));
  for (const [name, value, gpc, dnt] of [["globalPrivacyControl", true, true, false], ["doNotTrack", "1", false, true]]) {
    // Node 20 has none.
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { [name]: value } });
    assert.ok(refused("granted", gpc, dnt, "desireline"), name);
    assert.ok(!refused("granted", false, false, "desireline"), name);
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });
    assert.ok(!refused("granted", gpc, dnt, "desireline"), name);
  }
});

test("a session that is granted later keeps the id that it began with", () => {
  const lines = page();
  const id = unkept();
  assert.match(id, ID);
  assert.equal(lines.length, 0);
  assert.equal(join("desireline", id), id);
  assert.equal(lines.length, 1);
});
