// node bench/browser.mjs --out FILE [--reps N] [--only NAME]… — `cargo xtask bench --browser` builds, sets up
// and calls it. Prints the report, and writes it to a file.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bundle, LIBRARIES, version } from "./lib/bundle.mjs";
import { launch } from "./lib/chrome.mjs";
import { Hand } from "./lib/hand.mjs";
import { layoutOf } from "./lib/layout.mjs";
import { starting, visiting } from "./lib/measure.mjs";
import { seeded } from "./lib/random.mjs";
import { report } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { ARTICLE } from "./lib/sites.mjs";
import { article } from "./lib/stories.mjs";

/** Kept for measuring: no visit of bench/sessions is made of it. */
const SEED = 20240607;
const STYLE = { hz: 100, tremor: 0.5, pace: 0.8, wheel: "notch", overshoot: 0.15, grain: 1 };
const ALONE = "the page alone";

const { values: options } = parseArgs({
  options: { out: { type: "string" }, reps: { type: "string", default: "3" }, only: { type: "string", multiple: true } },
});
const repetitions = Number(options.reps);
const names = options.only ?? Object.keys(LIBRARIES);
for (const name of names) if (!(name in LIBRARIES)) throw new Error(`there is no library "${name}": ${Object.keys(LIBRARIES).join("; ")}`);

const files = new Map();
const sizes = {};
for (const name of names) sizes[name] = await bundle(name, files);
const server = await serve(files);

async function planned() {
  const visit = await launch();
  await visit.page.goto(server.origin);
  const hand = new Hand(seeded(SEED), await layoutOf(visit.page), STYLE);
  article(hand, seeded(SEED + 1), ARTICLE);
  await visit.browser.close();
  return { plan: hand.plan(), browser: visit.version };
}

const { plan, browser } = await planned();
const everyone = [ALONE, ...names];
const results = { start: {}, visit: {} };
for (const kind of ["start", "visit"]) for (const name of everyone) results[kind][name] = [];
const failed = [];

async function once(kind, name, measure) {
  try {
    const figures = await measure();
    results[kind][name].push(figures);
    console.error(`bench: ${kind}, ${name}: main thread ${figures.main.toFixed(0)} ms${figures.bytes === undefined ? "" : `, ${figures.bytes} bytes`}`);
  } catch (error) {
    failed.push(`${kind}, ${name}: ${error.message}`);
    console.error(`bench: ${failed.at(-1)}`);
  }
}

for (let round = 0; round < repetitions; round++) {
  // Each round begins with another one, so that none always has the cold or the warm machine.
  const order = everyone.map((_, index) => everyone[(index + round) % everyone.length]);
  for (const name of order) await once("start", name, () => starting(server, name == ALONE ? undefined : name));
  for (const name of order) await once("visit", name, () => visiting(server, name == ALONE ? undefined : name, plan));
}
server.close();

if (!results.visit[ALONE].length || !results.start[ALONE].length) throw new Error(`the page alone could not be measured: ${failed.join("; ")}`);
const versions = Object.fromEntries(names.map((name) => [name, LIBRARIES[name].packages?.map(version).join(", ") ?? "this tree"]));
const text = report({ browser, plan, seed: SEED, repetitions, versions, failed, sizes, ...results });
process.stdout.write(text);
if (options.out) writeFileSync(options.out, text);
process.exit(failed.length ? 1 : 0);
