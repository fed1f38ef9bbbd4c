// What does not fit into the first round trip: fetched with the recorder's wasm, not before it.
export { attach } from "#signals";
export { api } from "./api.js";
