/** The scorer's wasm, a file beside this one. */
export const scorer = () => new URL("./desireline-frustration.wasm", import.meta.url);
