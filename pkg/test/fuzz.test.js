// What fuzzing has reached once (`cargo xtask fuzz options cookie`), reached again.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { run as cookie } from "../../fuzz/js/cookie.js";
import { run as options } from "../../fuzz/js/options.js";

// The corpora are small, so that they can be read.
const MOST = 150;

for (const [name, run] of Object.entries({ options, cookie })) {
  const corpus = new URL(`../../fuzz/corpus/${name}/`, import.meta.url);
  const files = readdirSync(corpus);

  test(`${name}: ${files.length} cases of the corpus`, () => {
    assert.ok(files.length > 20 && files.length <= MOST);
    const outcomes = new Set();
    for (const file of files) {
      try {
        outcomes.add(run(JSON.parse(readFileSync(new URL(file, corpus)))));
      } catch (error) {
        throw new Error(`fuzz/corpus/${name}/${file}`, { cause: error });
      }
    }
    // They come out in many ways: neither all taken nor all refused.
    assert.ok(outcomes.size > 15, `${outcomes.size}`);
  });
}
