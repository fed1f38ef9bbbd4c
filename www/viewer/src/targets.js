// From a target's description back to an element of the page.

/** What the recorder writes (docs/EVENTS.md): a tag, then an id, or classes and a name. The
 *  description is hostile, so anything else is not handed to the selector engine at all. */
const NAME = "[a-z][a-z0-9_-]{0,63}";
const GRAMMAR = new RegExp(`^${NAME}(?:#${NAME}|(?:\\.${NAME}){0,8}(?:\\[name=${NAME}\\])?)$`);

/** Most descriptions remembered for one document. */
const MAX_KNOWN = 2000;

export class Targets {
  #known = new Map();

  constructor(document) {
    this.document = document;
  }

  /** The one element that fits, or null where there is none or more than one. */
  find(target) {
    let found = this.#known.get(target);
    if (found === undefined) {
      if (this.#known.size > MAX_KNOWN) this.#known.clear();
      const fitting = GRAMMAR.test(target) ? this.document.querySelectorAll(target) : [];
      found = fitting.length === 1 ? fitting[0] : null;
      this.#known.set(target, found);
    }
    return found;
  }
}
