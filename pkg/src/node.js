export { DesirelineError } from "./errors.js";

/** On a server there is no visitor: importing and starting do nothing. */
export const start = async () => {
  const nothing = async () => {};
  return { session: "", stream: "", recording: false, flush: nothing, stop: nothing, consent: nothing, revoke: nothing };
};
