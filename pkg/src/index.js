import { startWith } from "./recorder.js";
export { DesirelineError } from "./errors.js";

/** See index.d.ts. The wasm file stands beside this module; bundlers copy it for this line. */
export const start = (options) => startWith(options, () => new URL("./desireline.wasm", import.meta.url));
