// What does not fit into the first round trip: fetched with the recorder's wasm.
export { guard, pinned, scroller, way } from "#around";
export { attach } from "#signals";
export { api } from "./api.js";
export { code, fetchCoder } from "./coder.js";
