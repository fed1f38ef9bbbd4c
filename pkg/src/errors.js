/** What goes wrong in the loader. Reasons are data: a code for programs, a sentence for people. */
export class DesirelineError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = "DesirelineError";
    this.code = code;
  }
}

export const fail = (code, message) => {
  throw new DesirelineError(code, message);
};
