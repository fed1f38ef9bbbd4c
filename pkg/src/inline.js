import coder from "#glue/coder.wasm";
import recorder from "#glue/recorder.wasm";
import * as more from "./more.js";
import { startWith } from "./recorder.js";
export { DesirelineError } from "./errors.js";

/** As index.js, with the wasm inside: for bundlers that copy no files. */
export const start = (options) => startWith(options, { recorder: () => recorder, more: () => more, coder: () => coder });
