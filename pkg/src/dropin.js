import { takeCommands } from "./commands.js";

takeCommands((src) => () => new URL("desireline.wasm", src || location.href));
