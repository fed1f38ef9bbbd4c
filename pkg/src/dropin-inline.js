import coder from "#glue/coder.wasm";
import recorder from "#glue/recorder.wasm";
import { takeCommands } from "./commands.js";

takeCommands(() => ({ recorder: () => recorder, coder: () => coder }));
