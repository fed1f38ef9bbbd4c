import coder from "#glue/coder.wasm";
import recorder from "#glue/recorder.wasm";
import * as more from "./more.js";
import { takeCommands } from "./commands.js";

takeCommands(() => ({ recorder: () => recorder, more: () => more, coder: () => coder }));
