import { start } from "../../pkg/dist/index.js";

export default async ({ endpoint, files }) => {
  const recorder = await start({ endpoint, wasm: `${files}desireline.wasm`, coder: `${files}desireline-coder.wasm` });
  return () => recorder.flush();
};
