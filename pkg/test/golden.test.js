// The golden frames as the JavaScript reader reads them: line for line as in Rust and in the export.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { DesirelineError, open } from "desireline/reader";

const folder = new URL("../../tests/golden/", import.meta.url);
const bytes = (name, coding) => readFileSync(new URL(`${name}.${coding}.bin`, folder));
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ndjson") ? [file.slice(0, -".ndjson".length)] : []));

test("every golden frame is read as the NDJSON beside it, plain and coded", async () => {
  const reader = await open();
  assert.ok(names.length >= 7, `${names}`);
  for (const name of names) {
    const lines = readFileSync(new URL(`${name}.ndjson`, folder), "utf8").trimEnd().split("\n");
    for (const coding of ["plain", "coded"]) {
      const rows = reader.read(bytes(name, coding));
      assert.deepEqual(rows.map((row) => JSON.stringify(row)), lines, `${name}, ${coding}`);
    }
  }
});

test("the frames left out between the golden ones are found, whatever the order", async () => {
  const reader = await open();
  const frames = names.flatMap((name) => [bytes(name, "plain"), bytes(name, "coded")]);
  // The streams' ids do not say which visit is which, so they are asked for.
  const gaps = ["visit-3-0", "visit-8-0"].map((name, at) => {
    const { session, stream } = reader.read(bytes(name, "plain"))[0];
    return { session, stream, missing: [[{ start: 2, end: 2 }], [{ start: 1, end: 1 }, { start: 3, end: 7 }]][at] };
  });
  assert.deepEqual(reader.gaps(frames), gaps);
  assert.deepEqual(reader.gaps(new Set(frames.reverse())), gaps);
  assert.deepEqual(reader.gaps([]), []);
  for (const bad of [frames[0].subarray(0, 40), undefined]) {
    assert.throws(() => reader.gaps([...frames, bad]), (error) => error instanceof DesirelineError && error.code == "bad-frame");
  }
});

test("a visit is told in the same words whatever the order of its frames", async () => {
  const reader = await open();
  // The longest visit: its frames are in plain and coded, so each is there twice.
  const frames = names.filter((name) => name.startsWith("visit-8-")).flatMap((name) => [bytes(name, "coded"), bytes(name, "plain")]);
  const report = reader.analyse(frames);
  assert.deepEqual(reader.analyse(new Set(frames.reverse())), report);
  assert.equal(report.frames, frames.length / 2);
  assert.deepEqual(report.gaps, reader.gaps(frames));
  const clicks = frames.flatMap((frame) => reader.read(frame)).filter((row) => row.kind == "click").length / 2;
  assert.equal(report.pages.flatMap((page) => page.clicks).length, clicks);
  for (const page of report.pages) {
    assert.ok(page.attentive_ms <= page.visible_ms && page.visible_ms <= page.duration_ms, page.url);
    assert.equal(page.score, page.signals.reduce((sum, { weight }) => sum + weight, 0));
  }
  for (const bad of [[], [frames[0].subarray(0, 40)], [...frames, bytes("every-kind", "plain")], [undefined]]) {
    assert.throws(() => reader.analyse(bad), (error) => error instanceof DesirelineError && error.code == "bad-frame");
  }
});
