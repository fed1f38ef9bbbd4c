// The golden frames as the JavaScript reader reads them: line for line as in Rust and in the export.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { open } from "desireline/reader";

const folder = new URL("../../tests/golden/", import.meta.url);
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ndjson") ? [file.slice(0, -".ndjson".length)] : []));

test("every golden frame is read as the NDJSON beside it, plain and coded", async () => {
  const reader = await open();
  assert.ok(names.length >= 7, `${names}`);
  for (const name of names) {
    const lines = readFileSync(new URL(`${name}.ndjson`, folder), "utf8").trimEnd().split("\n");
    for (const coding of ["plain", "coded"]) {
      const rows = reader.read(readFileSync(new URL(`${name}.${coding}.bin`, folder)));
      assert.deepEqual(rows.map((row) => JSON.stringify(row)), lines, `${name}, ${coding}`);
    }
  }
});
