import { begin as beginWasm, broken, finish, imports } from "#glue/recorder";
import { DesirelineError, fail } from "./errors.js";
import { listenEarly } from "./early.js";
import { check } from "./options.js";

// Operations of a recording's entry, as in src/capture/entry.rs.
const FLUSH = 102;
const END = 103;
const MISSED = 104;
const IDS = 105;
// Characters of a session's id, which stands before the stream's.
const SESSION = 32;

/** The recording of this page: there is at most one, however many asked for it. */
let current;

/** A prerendered page that is never shown is no visit. */
const shown = () => document.prerendering && new Promise((done) => document.addEventListener("prerenderingchange", done, { once: true }));

const blocked = "the page's content security policy must allow script-src 'wasm-unsafe-eval'";
const unavailable = "the recorder's wasm file could not be loaded";

async function instantiate(source) {
  let blame = "wasm-unavailable";
  try {
    if (typeof source == "string" || source instanceof URL) source = await fetch(source);
    if (source instanceof Response) {
      if (!source.ok) throw source.status;
      source = await source.arrayBuffer();
    }
    // A file that begins as wasm and does not compile was refused, not broken.
    if (source instanceof WebAssembly.Module || isWasm(source)) blame = "wasm-blocked";
    const made = await WebAssembly.instantiate(source, imports());
    finish(made.instance ?? made, made.module);
  } catch (cause) {
    throw Object.assign(new DesirelineError(blame, blame == "wasm-blocked" ? blocked : unavailable), { cause });
  }
}

const isWasm = (bytes) => new DataView(bytes.buffer ?? bytes, bytes.byteOffset).getUint32(0) == 0x0061736d;

/** Compiles the wasm once; a failure may be tried again. */
let ready;
const load = (source) =>
  (ready ??= instantiate(source).catch((error) => {
    ready = undefined;
    throw error;
  }));

async function begin(settings, source, early) {
  try {
    await shown();
    await load(settings.wasm ?? source());
    const { facts, lost, began } = early;
    const entry = beginWasm(settings.endpoint, settings.cookie, settings.interval, began);
    if (!entry.kinds) throw entry;
    for (const fact of facts) entry(entry.kinds.indexOf(fact.type), fact);
    entry(MISSED, null, lost);
    return entry;
  } catch (error) {
    current = undefined;
    throw error instanceof DesirelineError
      ? error
      : new DesirelineError(typeof error == "string" ? error : "failed", "the recorder could not start in this browser");
  } finally {
    // In the same task in which wasm began to listen: nothing is missed, nothing is told twice.
    early.end();
  }
}

/** `start` of every entry point; `source` gives the wasm where the options name none. */
export async function startWith(options, source) {
  if (typeof WebAssembly != "object") fail("unsupported", "this browser has no WebAssembly");
  const settings = check(options);
  current ??= { users: 0, endpoint: settings.endpoint, entry: begin(settings, source, listenEarly()) };
  const mine = current;
  if (mine.endpoint != settings.endpoint) fail("already-started", "this page is being recorded to another endpoint already");
  mine.users++;
  const entry = await mine.entry;
  const ids = entry(IDS);
  let stopped;
  // The entry is gone once the recording has ended and is delivered.
  const flush = () => stopped ?? new Promise((done) => entry(FLUSH, done));
  return {
    session: ids.slice(0, SESSION),
    stream: ids.slice(SESSION),
    get recording() {
      return !stopped && !broken();
    },
    flush,
    stop() {
      if (!stopped) {
        stopped = flush();
        if (!--mine.users) {
          entry(END);
          current = undefined;
        }
      }
      return stopped;
    },
  };
}
