import wasm from "#glue/scorer.wasm";

/** The scorer's wasm, in a bundle that is one file. */
export const scorer = () => wasm;
