/** As `desireline`, with the wasm inside: for bundlers that copy no files. */
export * from "./index.js";
