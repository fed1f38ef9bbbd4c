// As in src/capture/options.rs.
const MIN_INTERVAL = 1000;
const MAX_INTERVAL = 60000;
// As in src/path/mod.rs, in CSS px.
const MAX_TOLERANCE = 50;
// RFC 6265: what a cookie name may be made of; no longer than src/session/cookie.rs takes.
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/;

// RFC 1034, 3.5; at most 253 characters.
const DOMAIN = /^(?=.{1,253}$)[a-z\d-]+(\.[a-z\d-]+)*$/i;

const DIAGNOSTICS = ["errors", "long_tasks", "resources", "vitals"];

/** The options in full; `bad(message)` throws, and says which is wrong and how. */
export function check(options, bad) {
  try {
    return read(options, bad);
  } catch (error) {
    // A getter of the site's own, or what cannot be made a text.
    throw error?.code ? error : bad("an option cannot be read: " + error?.message);
  }
}

function read(options, bad) {
  if (typeof options != "object" || !options) bad("start() takes an object of options");
  const { endpoint, headers, credentials = "omit", cookie, domain, partitioned, persist = false, interval = 5000, tolerance = 1, without = [], signals = true, diagnostics = [], frustration = false, wasm, coder, consent = "granted", gpc = true, dnt = false, sample = 1, block = [], mask = [], allow = [], keys = [], forms = [], parameters = [], hash = false, redact, ...rest } = options;
  for (const unknown in rest) bad(`there is no option "${unknown}"`);
  let url;
  try {
    if (typeof endpoint == "string" || endpoint instanceof URL) url = new URL(endpoint, location.href);
  } catch {}
  const given = typeof endpoint == "function";
  if (!given && (!endpoint || !/^https?:/.test(url?.protocol))) bad("endpoint must be an http or https URL, a path on this site, or a function that gives one");
  const request = {};
  try {
    if (headers) request.headers = Object.fromEntries(new Headers(headers));
  } catch {
    bad("headers must be an object of names and values");
  }
  const must = (name, is, what) => is || bad(`${name} must be ${what}`);
  const within = (name, value, from, to, unit = "") => must(name, typeof value == "number" && value >= from && value <= to, `${from} to ${to}${unit}`);
  const list = (name, value, item, of) => must(name, Array.isArray(value) && value.every(item), "a list of " + of);
  const one = (name, value, ...of) => must(name, of.includes(value), "one of " + of.join(", "));
  one("credentials", credentials, "omit", "same-origin", "include");
  request.credentials = credentials;
  must("cookie", cookie === undefined || cookie === false || (typeof cookie == "string" && COOKIE_NAME.test(cookie)), "a cookie name of at most 64 characters");
  must("domain", domain === undefined || (DOMAIN.test(domain) && `.${location.hostname}`.endsWith(`.${domain}`) && !/^__Host-/i.test(cookie)), "this site's, or one that it is a part of, and the cookie's name no __Host- one");
  within("interval", interval, MIN_INTERVAL, MAX_INTERVAL, " ms");
  within("tolerance", tolerance, 0, MAX_TOLERANCE, " px");
  within("sample", sample, 0, 1);
  list("without", without, (kind) => /^[a-z_]*$/.test(kind), "kinds of events");
  list("diagnostics", diagnostics, (what) => DIAGNOSTICS.includes(what), DIAGNOSTICS.join(", "));
  one("consent", consent, "granted", "pending", "denied");
  list("parameters", parameters, () => true, "names of a query");
  if (redact && typeof redact != "function") bad("redact must be a function of an address");
  list("forms", forms, (rule) => rule?.form && (rule.success || rule.failure), "{ form, success, failure }");
  const rules = [block, mask, allow, keys].map(String);
  try {
    // Where a form leads may be a path instead.
    const shown = forms.flatMap(({ form, success, failure }) => [form, ...[success, failure].filter((what) => !/^\//.test(what))]);
    [...rules, ...shown].forEach((rule) => rule && document.querySelector(rule));
  } catch {
    bad("block, mask, allow, keys and forms must have CSS selectors");
  }
  return { endpoint: given ? endpoint : url.href, request, persist, interval, tolerance, without: [...without].join(" "), signals, diagnostics, frustration, rules, forms, parameters, hash, redact };
}
