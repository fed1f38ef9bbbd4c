import bytes from "#glue/recorder.wasm";
import { takeCommands } from "./commands.js";

takeCommands(() => () => bytes);
