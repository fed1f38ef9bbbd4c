import { DesirelineError } from "./errors.js";

const UNAVAILABLE = ["wasm-unavailable", "the recorder's wasm file could not be loaded"];
const BLOCKED = ["wasm-blocked", "the page's content security policy must allow script-src 'wasm-unsafe-eval'"];

const isWasm = (bytes) => new DataView(bytes.buffer ?? bytes, bytes.byteOffset).getUint32(0) == 0x0061736d;

/** What a wasm file exports, and the file compiled. Without `imports` it is of no hurry. */
export async function instantiate(source, imports) {
  let blame = UNAVAILABLE;
  try {
    if (typeof source == "string" || source instanceof URL) source = await fetch(source, { priority: imports ? "auto" : "low", referrerPolicy: "no-referrer" });
    if (source instanceof Response) {
      if (!source.ok) throw source.status;
      source = await source.arrayBuffer();
    }
    // A file that begins as wasm and does not compile was refused, not broken.
    if (source instanceof WebAssembly.Module || isWasm(source)) blame = BLOCKED;
    const made = await WebAssembly.instantiate(source, imports);
    return [(made.instance ?? made).exports, made.module ?? source];
  } catch (cause) {
    throw new DesirelineError(...blame, { cause });
  }
}
