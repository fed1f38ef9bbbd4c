import { broken, jar, refused, shows } from "#edge";
import { DesirelineError, fail } from "./errors.js";
import { instantiate } from "./instance.js";
import { listenEarly } from "./early.js";
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

// As in options.js, which says what is wrong with it.
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/;

const failed = "the recorder could not start in this browser";

const bad = (message, code = "bad-option") => fail(code, message);

async function begin(options, kept, sources, early) {
  try {
    await shown();
    // The second file checks them all. A bad one keeps nothing in the browser before that.
    const { consent = "granted", cookie, sample, wasm, coder } = Object(options);
    // Without consent nothing is kept in the browser, nor looked for there.
    const session = () => (consent == "granted" && cookie !== false ? kept.join() : kept.fresh());
    // The random id says whether the session is one of the share that is recorded, on every page alike.
    const known = sample >= 0 && sample < 1 && COOKIE_NAME.test(kept.name) && session();
    if (parseInt(known, 16) >= sample * 2 ** 128) return;
    // Without what the second file knows of privacy nothing may be told of elements.
    const loading = Promise.resolve(sources.more()).catch(() => fail("signals-unavailable", "desireline-signals.js could not be loaded"));
    const [entry, more] = await Promise.all([open(wasm ?? sources.recorder, consent), loading]);
    Object.assign(entry, { more, jar: kept, kept: cookie !== false });
    const settings = (entry.settings = more.check(options, bad));
    const { endpoint, request, persist } = settings;
    Object.assign(entry, { endpoint, request, persist });
    if (broken()) throw 0;
    // Empty in a browser without random numbers.
    if (!(entry.session = known || session())) fail("unsupported", failed);
    shows(more.addresses(settings.parameters, settings.hash, settings.redact));
    entry(BEGIN, undefined, early.began, settings.tolerance * 16);
    more.guard(entry, ...settings.rules);
    const { facts, lost } = early;
    facts.forEach(entry.tell);
    entry(MISSED, undefined, lost);
    // Signals happen now, and times do not run backwards.
    if (settings.signals) more.attach(entry);
    more.stay(entry);
    more.resend(entry);
    entry.api = more.api(entry, bad);
    more.further(entry, settings, instantiate);
    more.fetchCoder(coder ?? sources.coder(), instantiate);
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
  const given = Object(options);
  const kept = jar(given);
  let entry, mine, stopped;
  if (!refused(given, kept)) {
    mine = current ??= { users: 0, entry: begin(options, kept, sources, listenEarly()) };
    entry = await mine.entry;
    if (entry && entry.more.check(options, bad).endpoint != entry.endpoint) bad("this page is being recorded to another endpoint already", "already-started");
    mine.users++;
  }
  if (!entry) stopped = Promise.resolve();
  const flush = () => stopped ?? entry.flush();
  const tell = async (name, said) => {
    const t = performance.now();
    if (!stopped) entry.api[name](t, ...said);
  };
  const recorder = {
    get session() {
      return entry?.session ?? "";
    },
    get stream() {
      return entry?.stream ?? "";
    },
    ...Object.fromEntries(SAID.map((name) => [name, (...said) => tell(name, said)])),
    form: Object.fromEntries(FORM.map((name) => [name, (form) => tell(name, [form])])),
    get recording() {
      return !stopped && !broken();
    },
    async consent(state) {
      if (state == "denied") return recorder.revoke();
      if (entry) return tell("consent", [state]);
      Object.defineProperties(recorder, Object.getOwnPropertyDescriptors(await startWith({ ...options, consent: state }, sources)));
    },
    async revoke(lasting) {
      await tell("revoke", [lasting]);
      if (mine) mine.users = 1;
      return recorder.stop();
    },
    flush,
    on: (...given) => (stopped ? () => {} : entry.api.on(...given)),
    stop() {
      if (!stopped) {
        stopped = flush();
        if (!--mine.users) {
          entry.emit?.("stop");
          entry.end();
          current = undefined;
        }
      }
      return stopped;
    },
  };
  return recorder;
}
