export { DesirelineError } from "./errors.js";

/** On a server there is no visitor: importing and starting do nothing. */
export const start = async () => ({ session: "", stream: "", recording: false, flush: async () => {}, stop: async () => {} });
