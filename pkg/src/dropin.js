import { takeCommands } from "./commands.js";

takeCommands((src) => {
  const beside = (name) => () => new URL(name, src || location.href);
  return { recorder: beside("desireline.wasm"), more: () => import(beside("desireline-signals.js")()), coder: beside("desireline-coder.wasm") };
});
