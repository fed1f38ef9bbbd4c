// What does not fit into the first round trip: fetched with the recorder's wasm.
export { addresses, guard, pinned, post, resend, scroller, stay, way } from "#around";
export { attach } from "#signals";
export { api } from "./api.js";
export { code, fetchCoder } from "./coder.js";
export { check } from "./options.js";

/** Has frustration told of, once the scorer is fetched. */
export const frustrate = async (...given) => (await import("#frustration")).frustrate(...given);

/** Adds diagnostics to a recording, once they are fetched. */
export const diagnose = async (entry, wanted) => (await import("#diagnostics")).diagnose(entry, wanted);
