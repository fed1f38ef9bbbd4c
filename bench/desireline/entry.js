// The recorder as a page starts it, for side-by-side measurements.
import { start } from "../../pkg/dist/index.js";

let recorder;
export default {
  async start({ endpoint, base }) {
    recorder = await start({ endpoint, wasm: `${base}desireline.wasm`, coder: `${base}desireline-coder.wasm` });
  },
  flush: () => recorder.flush(),
};
