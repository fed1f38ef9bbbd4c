// What does not fit into the first round trip: fetched with the recorder's wasm.
export { addresses, guard, pinned, post, resend, scroller, side, stay, way } from "#around";
export { attach } from "#signals";
export { api } from "./api.js";
export { code, fetchCoder } from "./coder.js";
export { check } from "./options.js";

/** What is fetched only where the options ask for it, each file by itself. */
export const further = (entry, { diagnostics, rules, forms, frustration }, instantiate) => {
  const add = (wanted, file, name, ...given) => wanted && file().then((it) => it[name](entry, ...given)).catch(() => {});
  add(diagnostics.length, () => import("#diagnostics"), "diagnose", diagnostics);
  add(rules[3], () => import("#keys"), "type", rules[3]);
  add(forms.length, () => import("#outcomes"), "judge", forms);
  add(frustration, () => import("#frustration"), "frustrate", instantiate);
};
