import { broken, join } from "#edge";
import { DesirelineError, fail } from "./errors.js";
import { fetchCoder } from "./coder.js";
import { listenEarly } from "./early.js";
import { check } from "./options.js";
import { open } from "./wasm.js";

// Operations of a recording's entry, as in src/capture/entry.rs. Whatever the first is, it begins.
const BEGIN = 0;
const MISSED = 104;

// What a site may say: api.js.
export const SAID = ["event", "tag", "friction", "page", "pause", "resume"];
export const FORM = ["attempt", "success", "failure"];

/** The recording of this page: there is at most one, however many asked for it. */
let current;

/** A prerendered page that is never shown is no visit. */
const shown = () => document.prerendering && new Promise((done) => document.addEventListener("prerenderingchange", done, { once: true }));

const failed = "the recorder could not start in this browser";

async function begin(settings, sources, early) {
  try {
    await shown();
    // Fetched at the same time; the recording does not wait for it, and goes on without.
    const more = Promise.resolve(settings.signals && sources.more()).catch(() => {});
    const entry = await open(settings, sources.recorder);
    if (broken()) throw 0;
    // Empty in a browser without random numbers.
    if (!(entry.session = join(settings.cookie))) fail("unsupported", failed);
    entry(BEGIN, undefined, early.began, settings.tolerance * 16);
    const { facts, lost } = early;
    facts.forEach(entry.tell);
    entry(MISSED, undefined, lost);
    fetchCoder(settings.coder ?? sources.coder());
    entry.more = more
      .then((more) => {
        more.attach(entry);
        if (settings.diagnostics.length) more.diagnose(entry, settings.diagnostics).catch(() => {});
        return more.api(entry, (message) => fail("bad-option", message));
      })
      .catch(() => {});
    return entry;
  } catch (error) {
    current = undefined;
    throw error instanceof DesirelineError ? error : new DesirelineError("failed", failed);
  } finally {
    // In the same task in which wasm began to listen: nothing is missed, nothing is told twice.
    early.end();
  }
}

/** `start` of every entry point; `sources` give the wasm files where the options name none. */
export async function startWith(options, sources) {
  if (typeof WebAssembly != "object") fail("unsupported", "this browser has no WebAssembly");
  const settings = check(options);
  current ??= { users: 0, endpoint: settings.endpoint, entry: begin(settings, sources, listenEarly()) };
  const mine = current;
  if (mine.endpoint != settings.endpoint) fail("already-started", "this page is being recorded to another endpoint already");
  mine.users++;
  const entry = await mine.entry;
  let stopped;
  const flush = () => stopped ?? entry.flush();
  const tell = async (name, said) => {
    const t = performance.now();
    const api = (await entry.more) ?? fail("signals-unavailable", "desireline-signals.js could not be loaded, or signals are off");
    if (!stopped) api[name](t, ...said);
  };
  return {
    session: entry.session,
    stream: entry.stream,
    ...Object.fromEntries(SAID.map((name) => [name, (...said) => tell(name, said)])),
    form: Object.fromEntries(FORM.map((name) => [name, (form) => tell(name, [form])])),
    get recording() {
      return !stopped && !broken();
    },
    flush,
    stop() {
      if (!stopped) {
        stopped = flush();
        if (!--mine.users) {
          entry.end();
          current = undefined;
        }
      }
      return stopped;
    },
  };
}
