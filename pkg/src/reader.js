import initialise, { analyseFrames, findGaps, readFrame } from "#glue/reader";
import { DesirelineError } from "./errors.js";
export { DesirelineError } from "./errors.js";

/** The wasm's bytes: beside this file, on disk in Node and by HTTP in a browser. */
async function beside() {
  const url = new URL("./reader.wasm", import.meta.url);
  if (url.protocol != "file:") return url;
  const { readFile } = await import("node:fs/promises");
  return readFile(url);
}

let ready;

function check(frame) {
  if (!(frame instanceof Uint8Array)) throw new DesirelineError("bad-frame", "a frame is read from a Uint8Array");
  return frame;
}

/** The wasm throws the bare sentence that says what is wrong with a frame. */
function coded(f, given) {
  try {
    return f(given);
  } catch (reason) {
    throw new DesirelineError("bad-frame", String(reason));
  }
}

/** See reader.d.ts. */
export async function open({ wasm } = {}) {
  await (ready ??= Promise.resolve(wasm ?? beside()).then((module_or_path) => initialise({ module_or_path })).catch((cause) => {
    ready = undefined;
    throw new DesirelineError("wasm-unavailable", "the reader's wasm file could not be loaded", { cause });
  }));
  return {
    read(frame) {
      return coded(readFrame, check(frame));
    },
    gaps(frames) {
      return coded(findGaps, [...frames].map(check));
    },
    analyse(frames) {
      return coded(analyseFrames, [...frames].map(check));
    },
  };
}
