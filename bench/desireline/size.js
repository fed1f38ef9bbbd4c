// The least that captures a session; the wasm is counted beside it.
import { start } from "../../pkg/dist/index.js";

globalThis.started = start;
