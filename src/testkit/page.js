// What a test changes in the page, each until its `restore()`: where posts go, clock and ids, the
// console; and the page itself. Like its neighbours this file stands in the npm package's testkit and in
// the Rust one.
//
// It is the only one that wasm imports, and so few files are on purpose: the server of
// wasm-bindgen-test-runner (tiny_http 0.12) at times never answers a fifth connection at once, and each
// imported module may be one.

export { visitor } from "./visitor.js";

/** Takes what is posted to `endpoint` until `restore()`. `answers` are given one each, then 204: a
 * status; "cut" for a connection that breaks; "throw" for a `fetch` that somebody blocks; "hold"
 * for an answer that comes with `release()`. */
export function memoryCollector({ endpoint = "/v1/frames", answers = [] } = {}) {
  const address = (url) => new URL(url?.url ?? url, location.href).href;
  const ours = address(endpoint);
  const before = window.fetch;
  const requests = [];
  const queue = [...answers];
  let held = [];
  let taken = 0;
  let open = true;

  const answered = (status) => new Response(null, { status });
  const fetch = (url, init = {}) => {
    if (!open || address(url) != ours) return before.call(window, url, init);
    requests.push({ ...init, url: String(url?.url ?? url), body: new Uint8Array(init.body) });
    const answer = queue.shift() ?? 204;
    if (answer == "throw") throw new TypeError("blocked");
    if (answer == "cut") return Promise.reject(new TypeError("Failed to fetch"));
    if (answer != "hold") return Promise.resolve(answered(answer));
    return new Promise((done, refuse) => {
      held.push(done);
      init.signal?.addEventListener("abort", () => refuse(init.signal.reason));
    });
  };
  window.fetch = fetch;

  return {
    endpoint,
    requests,
    get frames() {
      return requests.map(({ body }) => body);
    },
    /** The frames since this was asked last. */
    fresh() {
      const fresh = requests.slice(taken).map(({ body }) => body);
      taken = requests.length;
      return fresh;
    },
    answer: (...next) => void queue.push(...next),
    release(status = 204) {
      held.forEach((done) => done(answered(status)));
      held = [];
    },
    restore() {
      open = false;
      // Somebody may have wrapped it meanwhile; closed, it only passes on.
      if (window.fetch == fetch) window.fetch = before;
    },
  };
}

/** The recorder has no switch for clock and ids: it asks the browser, and here the browser answers as
 * the test says. So what visitors download is as it was.
 *
 * Until `restore()` the page's clocks stand still unless `advance(ms)` moves them, and the
 * recorder's ids are these. Pages that come back from the back/forward cache count the stream up. */
export function fixed({ clock = 1_700_000_000_000, session = "5e".repeat(16), stream = "57".repeat(6), cookie = (location.protocol == "https:" ? "__Host-" : "") + "desireline" } = {}) {
  let elapsed = 0;
  const undo = [];
  const put = (owner, name, descriptor) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { ...own, ...descriptor });
    undo.push(() => Object.defineProperty(owner, name, own));
    return own;
  };

  put(Performance.prototype, "now", { value: () => elapsed });
  put(Date, "now", { value: () => clock + elapsed });
  // An event keeps the moment at which its time was asked for first: the recorder hears it first.
  const stamps = new WeakMap();
  put(Event.prototype, "timeStamp", {
    get() {
      if (!stamps.has(this)) stamps.set(this, elapsed);
      return stamps.get(this);
    },
  });

  const kept = new RegExp(`(?:^|;\\s*)${cookie.replace(/[.$^*+|]/g, "\\$&")}=([^;]*)`);
  const jar = () => kept.exec(document.cookie)?.[1];
  const old = jar();
  const secure = location.protocol == "https:" ? "; Secure" : "";
  const write = (value, more = "") => (document.cookie = `${cookie}=${value}; Path=/; SameSite=Lax${secure}${more}`);
  // As src/capture/edge.js writes it: id, and minutes of its beginning and of now.
  const minute = Math.floor(clock / 60_000);
  write([session, minute, minute].join("."));
  undo.push(() => (old == undefined ? write("", "; Max-Age=0") : write(old)));

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (digits) => parseInt(digits, 16));
  let streams = 0;
  const random = Object.getOwnPropertyDescriptor(Crypto.prototype, "getRandomValues").value;
  // The recorder alone asks for six bytes. Sixteen it asks for too, whatever is in the jar, but so do
  // others: they get them where the jar keeps nothing, as in a sandboxed frame.
  put(Crypto.prototype, "getRandomValues", {
    value(array) {
      if (array.length == 16 && array instanceof Uint8Array && jar()?.split(".")[0] != session) array.set(bytes(session));
      else if (array.length == 6 && array instanceof Uint8Array) {
        array.set(bytes(stream));
        array[5] += streams++;
      } else random.call(this, array);
      return array;
    },
  });

  return {
    session,
    stream,
    /** Ms since the page began, by the fixed clock. */
    now: () => elapsed,
    advance: (ms) => void (elapsed += ms),
    restore: () => undo.splice(0).reverse().forEach((put_back) => put_back()),
  };
}

/** Listens to the console, which is silent meanwhile, until `restore()`. */
export function hushed() {
  const own = { ...console };
  const said = [];
  for (const name of ["log", "info", "warn", "error", "debug"]) {
    console[name] = (...words) => said.push(`${name}: ${words.join(" ")}`);
  }
  return { said: () => said.join("\n"), restore: () => void Object.assign(console, own) };
}

// A stage may shadow `document.getElementById`.
const find = () => Document.prototype.getElementById.call(document, "stage");

/** Puts a fresh piece of page at the body's end. */
export function raise(html) {
  strike();
  document.body.insertAdjacentHTML("beforeend", '<div id="stage"></div>');
  find().innerHTML = html;
  scrollTo(0, 0);
}

/** Takes it away. */
export const strike = () => find()?.remove();

/** Runs lines of script; `$` finds an element of the stage. */
export const run = (code) => new Function("$", code)((selector) => find().querySelector(selector));

/** The same for lines that may wait. */
export const wait = async (code) => run(`return (async () => { ${code} })()`);
