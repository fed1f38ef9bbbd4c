// What a recording may make the viewer load or look up.

import assert from "node:assert/strict";
import test from "node:test";
import { clock, duration, moment, path, plain } from "../viewer/src/format.js";

globalThis.location = new URL("http://127.0.0.1:8787/viewer/");
const { ownAddress } = await import("../viewer/src/pages.js");
const { Targets } = await import("../viewer/src/targets.js");

test("only pages of the viewer's own origin are loaded", () => {
  assert.equal(ownAddress("http://127.0.0.1:8787/product.html"), "http://127.0.0.1:8787/product.html");
  assert.equal(ownAddress("http://127.0.0.1:8787/a?b=c#d"), "http://127.0.0.1:8787/a");
  assert.equal(ownAddress("http://user:word@127.0.0.1:8787/"), "http://127.0.0.1:8787/");
  // The path alone would name another host.
  assert.equal(new URL(ownAddress("http://127.0.0.1:8787//evil.example/")).host, "127.0.0.1:8787");
  for (const refused of [
    "javascript:alert(1)", "data:text/html,x", "blob:http://127.0.0.1:8787/0", "about:blank", "/product.html", "",
    "http://127.0.0.1:8788/", "https://127.0.0.1:8787/", "http://127.0.0.1.evil.example:8787/", "http://127.0.0.1:8787@evil.example/",
  ]) {
    assert.equal(ownAddress(refused), null, refused);
  }
});

test("only what the recorder writes reaches the selector engine", () => {
  const asked = [];
  const targets = new Targets({ querySelectorAll: (selector) => (asked.push(selector), [selector]) });
  const good = ["button#buy", "a.product.large", "input[name=email]", "input.wide[name=email]", "my-element", "form#checkout"];
  for (const target of good) assert.equal(targets.find(target), target);
  assert.deepEqual(asked, good);
  for (const bad of ["*", "a:has(*)", "a b", "a,b", "a[onclick]", "input[name=\"x\"]", "a#b#c", "a\n", "A#x", "", "a#<b>"]) {
    assert.equal(targets.find(bad), null, bad);
  }
  assert.deepEqual(asked, good);
});

test("an element that is not the only one is not taken", () => {
  assert.equal(new Targets({ querySelectorAll: () => [1, 2] }).find("a.b"), null);
  assert.equal(new Targets({ querySelectorAll: () => [] }).find("a.b"), null);
});

test("shown text holds nothing that moves its neighbours", () => {
  assert.equal(plain("a\u202eb\u0000c\u2028d"), "a\ufffdb\ufffdc\ufffdd");
  assert.ok(plain("x".repeat(5000)).length < 300);
  assert.equal(path("http://h/%E0%A4%A"), "http://h/%E0%A4%A");
});

test("broken clocks have a spelling too", () => {
  assert.equal(clock(0), "0:00");
  assert.equal(clock(3_725_000), "1:02:05");
  assert.match(clock(8.64e15), /days$/);
  assert.equal(duration(125_000), "2 min 5 s");
  assert.equal(moment(Infinity), "at an unknown time");
  assert.match(moment(8.64e15), /\d/);
});
