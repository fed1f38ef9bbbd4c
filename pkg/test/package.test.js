// The built package as Node sees it: `node --test pkg/test/` after `cargo xtask build`.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { DesirelineError as InertError, start } from "desireline";
import { DesirelineError, open } from "desireline/reader";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url)));

/** Every string in a nested object. */
const strings = (value) => (typeof value == "string" ? [value] : Object.values(value).flatMap(strings));

test("every file that the package names is there, and types come first", () => {
  const { exports, main, module, browser, types, unpkg, jsdelivr, sideEffects } = manifest;
  for (const path of strings({ exports, main, module, browser, types, unpkg, jsdelivr, sideEffects })) {
    assert.ok(existsSync(new URL(`../${path}`, import.meta.url)), path);
  }
  for (const conditions of Object.values(exports)) {
    if (typeof conditions == "object") assert.equal(Object.keys(conditions)[0], "types");
  }
});

test("on a server, starting does nothing", async () => {
  for (const entry of [{ start }, createRequire(import.meta.url)("desireline"), await import("desireline/inline")]) {
    const recorder = await entry.start({ endpoint: "/v1/frames" });
    assert.equal(recorder.recording, false);
    assert.equal(recorder.session + recorder.stream, "");
    assert.equal(await recorder.flush(), undefined);
    assert.equal(await recorder.stop(), undefined);
  }
  assert.equal(typeof InertError, "function");
});

test("the reader reads the frame of FORMAT.md and refuses what is none", async () => {
  const format = readFileSync(new URL("../../docs/FORMAT.md", import.meta.url), "utf8");
  const whole = format.slice(format.indexOf("## A whole frame"));
  const block = (language) => whole.split("```" + language + "\n")[1].split("```")[0];
  const hex = block("hex").replace(/#.*$/gm, "").trim().split(/\s+/);
  const frame = Uint8Array.from(hex, (byte) => parseInt(byte, 16));

  const reader = await open();
  assert.deepEqual(reader.read(frame), JSON.parse(block("json")));
  for (const bad of [frame.slice(0, -1), new Uint8Array(), new TextEncoder().encode("hello"), [...frame], undefined]) {
    assert.throws(() => reader.read(bad), (error) => error instanceof DesirelineError && error.code == "bad-frame" && error.message.length > 10);
  }
});
