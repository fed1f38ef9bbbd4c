import { fixed as fix, memoryCollector as collect, visitor } from "#testkit/page.js";
import { Events } from "./events.js";
import { open } from "./reader.js";
export { DesirelineError } from "./errors.js";
export { Events, visitor };

/** `using` ends what is ended by `restore()`, where the language has it. */
const guard = (made) => (Symbol.dispose ? Object.defineProperty(made, Symbol.dispose, { value: made.restore }) : made);

/** See testkit.d.ts. */
export const eventsOf = async (frames, options) => Events.read(frames, await open(options));

export function memoryCollector(options = {}) {
  const collector = guard(collect(options));
  collector.events = () => eventsOf(collector.frames, options.reader);
  return collector;
}

export const fixed = (options) => guard(fix(options));
