import { attributes } from "./attributes.js";
import { FORM, SAID, startWith } from "./recorder.js";

/**
 * The drop-in's global: `desireline("start", options)`, `("flush")`, `("stop")`. Each gives a
 * promise; a command that nobody waits for fails in silence, as it must on somebody's page.
 */
export function takeCommands(sources) {
  const script = document.currentScript;
  const queued = window.desireline;
  if (queued?.loaded) return;
  let recorder;
  const commands = { start: (options) => (recorder = startWith(options, sources(script?.src))) };
  for (const name of ["flush", "stop", "on", "consent", "revoke", ...SAID]) commands[name] = async (...said) => (await recorder)?.[name](...said);
  for (const name of FORM) commands[name] = async (form) => (await recorder)?.form[name](form);
  const run = (name, ...rest) => {
    const result = Object.hasOwn(commands, name) ? commands[name](...rest) : Promise.reject(new TypeError(`desireline has no command "${name}"`));
    result.catch(() => {});
    return result;
  };
  run.loaded = true;
  window.desireline = run;
  const options = attributes(script?.dataset ?? {});
  if (options.endpoint) run("start", options);
  for (const command of queued?.q ?? []) run(...command);
}
