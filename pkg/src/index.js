import { startWith } from "./recorder.js";
export { DesirelineError } from "./errors.js";

// These files stand beside this module; bundlers copy them for these lines.
const sources = {
  recorder: () => new URL("./desireline.wasm", import.meta.url),
  more: () => import("./desireline-signals.js"),
  coder: () => new URL("./desireline-coder.wasm", import.meta.url),
};

/** See index.d.ts. */
export const start = (options) => startWith(options, sources);
