// Every kind on the screen: `tests/golden/every-kind.ndjson` holds one of each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { facts } from "../viewer/src/about.js";
import { FILTERS, groupOf, MARKED } from "../viewer/src/kinds.js";
import { phasesOf } from "../viewer/src/phases.js";
import { StateReader } from "../viewer/src/state.js";
import { Visit } from "../viewer/src/visit.js";
import { sentence } from "../viewer/src/words.js";

const golden = readFileSync(new URL("../../tests/golden/every-kind.ndjson", import.meta.url), "utf8");
const css = readFileSync(new URL("../viewer/css/transport.css", import.meta.url), "utf8");
const rows = () => golden.trim().split("\n").map((line) => JSON.parse(line));
const kinds = [...new Set(rows().map(({ kind }) => kind))];

function visit(of = rows()) {
  const made = new Visit(of[0].session);
  made.add(of);
  made.settle();
  return made;
}

test("each kind has words of its own", () => {
  const said = new Map();
  for (const event of visit().events) {
    for (const times of [1, 3]) {
      const text = sentence(event, times);
      assert.doesNotMatch(text, /undefined|null|NaN|object Object|^\s*$/, event.kind);
      if (times === 1) said.set(event.kind, text);
    }
  }
  assert.equal(new Set(said.values()).size, kinds.length);
  assert.equal(said.get("invalid"), "input[name=email] is invalid: type");
  assert.equal(said.get("field"), "Spent 0.3 s in input[name=email]: 2 edits, 1 correction");
  assert.equal(said.get("media"), "Skipped in video#clip at 95 s");
  assert.equal(said.get("vital"), "CLS 0.08");
});

test("words of the site's and of the page's are cut and plain", () => {
  for (const row of [
    { kind: "custom", name: "a\u202eb", data: "" }, { kind: "tag", name: "a", value: "b\u0000" },
    { kind: "error", message: "x".repeat(512), count: 1 }, { kind: "friction", name: "a\u2028b", weight: 15 },
  ]) {
    const text = sentence({ kind: row.kind, row, target: "" });
    assert.doesNotMatch(text, /[\p{C}\p{Zl}\p{Zp}]/u);
    assert.ok(text.length < 300);
  }
});

test("each kind has a colour, a filter, and perhaps a mark", () => {
  const shown = Object.values(FILTERS).flat();
  assert.deepEqual(shown.toSorted(), kinds.toSorted(), "in one filter each");
  for (const kind of kinds) assert.ok(css.includes(`.k-${groupOf(kind)} {`), kind);
  for (const kind of MARKED) assert.ok(kinds.includes(kind), kind);
  assert.equal(groupOf("a kind to come"), "fact");
});

test("stretches out of sight and paused are found, also those without an end", () => {
  const at = (t, kind, row) => ({ t, kind, row });
  const events = [
    at(1, "visibility", { state: "visible" }), at(2, "visibility", { state: "hidden" }), at(3, "visibility", { state: "frozen" }),
    at(4, "visibility", { state: "resumed" }), at(5, "pause", { paused: true }), at(6, "visibility", { state: "visible" }),
    at(7, "pointer", null), at(8, "pause", { paused: false }), at(9, "visibility", { state: "hidden" }),
  ];
  assert.deepEqual(phasesOf(events, 12), [
    { sort: "hidden", from: 2, to: 6 }, { sort: "paused", from: 5, to: 8 }, { sort: "hidden", from: 9, to: 12 },
  ]);
});

test("the state knows what is down, which fingers touch, and whether anybody looks", () => {
  const { events, streams: [stream] } = visit();
  const reader = new StateReader(stream);
  const first = (kind, of = () => true) => events.find((event) => event.kind === kind && of(event.row)).t;
  const at = (t) => reader.at(t).state;
  assert.equal(at(first("press")).pressed.row.phase, "down");
  assert.equal(at(first("press", ({ phase }) => phase === "up")).pressed, null);
  assert.equal(at(first("contact", ({ phase }) => phase === "move")).contacts.get(1).x, 460);
  assert.equal(at(first("contact", ({ phase }) => phase === "end")).contacts.size, 0);
  assert.equal(at(first("pinch")).pinch.zoom, 180);
  assert.deepEqual([at(first("visibility")).hidden, at(first("visibility")).offline], [true, true]);
  const end = at(events[events.length - 1].t);
  assert.deepEqual([end.hidden, end.offline, end.paused], [false, false, false]);
  assert.equal(at(first("outcome")).announced.kind, "outcome");
});

test("the panel tells the visitor, the tags and the page's vitals", () => {
  const made = visit();
  const told = Object.fromEntries([...facts(made, made.streams[0])].map(({ name, value, grade }) => [name, grade ? [value, grade] : value]));
  assert.deepEqual(told, {
    Browser: "Firefox 142", System: "Linux", Languages: "en-GB, de", "Time zone": "Europe/Berlin", Network: "4G or quicker",
    Screen: "2×, touch, dark, less motion", plan: "trial", "First paint": ["240 ms", "good"], "Layout shift": ["0.08", "good"],
  });
});
