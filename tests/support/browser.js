// The page under test and the collector it posts to, as the tests in Rust see them.

// A stage may shadow `document.getElementById`.
const stage = () => Document.prototype.getElementById.call(document, "stage");
const native = { fetch: window.fetch, console: { ...console } };

let posted = [];
let answers = [];
let said = [];

/** Puts a fresh piece of page into the body. */
export function set(html) {
  stage()?.remove();
  document.body.insertAdjacentHTML("beforeend", '<div id="stage"></div>');
  stage().innerHTML = html;
  scrollTo(0, 0);
}

/** Takes the piece of page away, and gives the browser its own functions back. */
export function clear() {
  stage()?.remove();
  window.fetch = native.fetch;
  Object.assign(console, native.console);
}

/** Runs lines of a test as a script of the page would run; `$` finds an element of the stage. */
export const run = (code) => new Function("$", code)((selector) => stage().querySelector(selector));

/** Waits for what a script of the page promises. */
export const wait = async (code) => run(`return (async () => { ${code} })()`);

/** From now on `fetch` is a collector that gives these answers, one each, and then 204: a
 * status, "reject", "throw" or "hang". */
export function collect(script) {
  posted = [];
  answers = JSON.parse(script);
  window.fetch = (url, init) => {
    posted.push({ url: String(url), ...init, body: new Uint8Array(init.body) });
    const answer = answers.shift() ?? 204;
    if (answer == "throw") throw new TypeError("blocked");
    if (answer == "reject") return Promise.reject(new TypeError("Failed to fetch"));
    if (answer == "hang") return new Promise(() => {});
    return Promise.resolve(new Response(null, { status: answer }));
  };
}

/** The bodies posted so far. */
export const bodies = () => posted.map(({ body }) => body);

/** One thing about each request, as JSON. */
export const requests = (name) => JSON.stringify(posted.map((request) => request[name] ?? null));

/** Listens to everything that is said on the console. */
export function hush() {
  said = [];
  for (const name of ["log", "info", "warn", "error", "debug"]) {
    console[name] = (...words) => said.push(`${name}: ${words.join(" ")}`);
  }
}

/** What was said since `hush`; the console is the browser's own again. */
export function heard() {
  Object.assign(console, native.console);
  return said.join("\n");
}
