// `node fuzz/js/run.js TARGET SECONDS FAST_CHECK FOUND`: tries a target for so long, first with the corpus. What
// runs a part of the sources that nothing before it ran, or comes out in a new way, is kept in the directory
// FOUND; so is a finding, made small, in fuzz/artifacts.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { arbitraries } from "./arbitraries.js";

const [, , target, seconds, library, found] = process.argv;
const { default: fc } = await import(pathToFileURL(library));
const { run } = await import(`./${target}.js`);
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const keep = (dir, input) => {
  mkdirSync(dir, { recursive: true });
  const text = JSON.stringify(input);
  const file = join(dir, createHash("sha256").update(text).digest("hex").slice(0, 16) + ".json");
  writeFileSync(file, text + "\n");
  return file;
};

// V8's own counts of what was run, by block.
const inspector = new Session();
inspector.connect();
const ask = (method, given) => {
  let answer;
  inspector.post(method, given, (error, result) => {
    if (error) throw Error(error.message);
    answer = result;
  });
  return answer;
};
ask("Profiler.enable");
ask("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
const SOURCES = /\/(pkg\/src|src\/capture)\//;
const reached = new Set();
/** Whether anything of the sources ran for the first time, or came out in a new way. */
const isNew = (outcome) => {
  const before = reached.size;
  reached.add(outcome);
  for (const { url, functions } of ask("Profiler.takePreciseCoverage").result) {
    if (!SOURCES.test(url)) continue;
    for (const { ranges } of functions) for (const { startOffset, endOffset, count } of ranges) if (count) reached.add(`${url} ${startOffset} ${endOffset}`);
  }
  return reached.size > before;
};

let tried = 0;
let kept = 0;
const attempt = (input, fresh) => {
  const outcome = run(input);
  tried++;
  // Asking for coverage costs more than a run: where it comes out as it did before, seldom.
  if ((!reached.has(outcome) || tried % 50 == 0) && isNew(outcome) && fresh) {
    keep(found, input);
    kept++;
  }
};

for (const dir of [beside(`../corpus/${target}`), found]) {
  mkdirSync(dir, { recursive: true });
  for (const name of readdirSync(dir)) {
    try {
      attempt(JSON.parse(readFileSync(join(dir, name))), false);
    } catch (error) {
      console.error(`a finding, in ${join(dir, name)}:\n${error.stack}`);
      process.exit(1);
    }
  }
}
const property = fc.property(arbitraries(fc)[target], (input) => attempt(input, true));
const end = Date.now() + seconds * 1000;
const { failed, counterexample, errorInstance, seed } = fc.check(property, {
  numRuns: Infinity,
  interruptAfterTimeLimit: end - Date.now(),
  markInterruptAsFailure: false,
});
console.log(`${target}: ${tried} tried in ${seconds} s, ${reached.size} parts and outcomes reached, ${kept} kept`);
if (failed) {
  console.error(`a finding (seed ${seed}), in ${keep(beside(`../artifacts/${target}`), counterexample[0])}:\n${errorInstance.stack}`);
  process.exitCode = 1;
}
