// What does not fit into the first round trip: fetched with the recorder's wasm, not before it.
import { begin } from "#signals";
import { fields } from "#signals/fields";
import { pages } from "#signals/pages";
import { pointing } from "#signals/pointing";
import { unanswered } from "#signals/unanswered";
import { visitor } from "#signals/visitor";
export { api } from "./api.js";

/** Adds signals to a recording. */
export const attach = (entry) => [begin, pointing, pages, fields, unanswered, visitor].forEach((theme) => theme(entry));

/** Adds diagnostics to a recording, once they are fetched. */
export const diagnose = async (entry, wanted) => (await import("#diagnostics")).diagnose(entry, wanted);
