// The testkit's part that needs no browser: events of frames, and what a test expects of them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { eventsOf } from "desireline/testkit";
import { search } from "../src/search.js";

const GOLDEN = new URL("../../tests/golden/", import.meta.url);
const golden = (name) => new Uint8Array(readFileSync(new URL(readdirSync(GOLDEN).find((file) => name.test(file)), GOLDEN)));
const [plain, coded] = [/^every-kind.plain\.bin$/, /^every-kind.coded\.bin$/].map(golden);

test("a frame counts once, plain or coded", async () => {
  const events = await eventsOf([plain, plain, coded]);
  assert.deepEqual(events.rows, (await eventsOf([coded])).rows);
  assert.equal([...events].length, events.told.length);
});

test("selections and expectations", async () => {
  const events = await eventsOf([coded]);
  const { kind, target } = events.rows.find(({ kind }) => kind == "submit");
  assert.ok(events.some(kind).on(target).with("kind", kind).row);
  events.on(target).with("kind", kind).one(kind);
  events.but(kind).none(kind);
  events.inOrder(events.told[0], events.told.at(-1));
  assert.throws(() => events.inOrder(events.told.at(-1), "click nothing"), /"click nothing" does not follow .* there is \d+ events\n/);
});

test("a failure says what there was", async () => {
  const events = (await eventsOf([coded])).of("submit");
  assert.throws(() => events.none("submit"), /expected 0 of "submit", found 1 in 1 events\n {2}submit /);
  assert.throws(() => events.one("click"), /expected 1 of "click", found 0/);
  assert.throws(() => events.some("submit").on("b"), /expected it on b: \{.*"kind":"submit"/);
});

test("a secret is found as it was posted and decoded", async () => {
  for (const frame of [plain, coded]) {
    const events = await eventsOf([frame]);
    const { url } = events.some("page").row;
    assert.throws(() => events.expectNowhere(url), /a secret left the page:\n {2}frame 0 /);
    events.expectNowhere("Xq7#zz9!Vw");
    assert.throws(() => events.expectNowhere("abc"), TypeError);
  }
});

// The same as in src/testkit/search.rs.
test("a piece is found in every coding", () => {
  const finds = (text, noise) => search("Vx9#Qz7é", new TextEncoder().encode(text), noise).length > 0;
  const codings = ["...9#Qz...", "...7zQ#...", "9\0#\0Q\0z\0", "\0" + "9\0#\0Q\0z", "3923517a", "3923517A"];
  for (const text of [...codings, "Vng5I1F6N8Op", "YVZ4OSNRejfDqQ", "YWJWeDkjUXo3w6k"]) assert.ok(finds(text), text);
  assert.ok(!finds("Vx9 #Qz 7 Qz7"));
  assert.ok(!finds("Vx9#Q", true) && finds("Vx9#Qz", true));
});
