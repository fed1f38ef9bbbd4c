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
  if (typeof options != "object" || !options) bad("start() takes an object of options");
  const { endpoint, headers, credentials = "omit", cookie, domain, partitioned, persist = false, interval = 5000, tolerance = 1, without = [], signals = true, diagnostics = [], frustration = false, wasm, coder, consent = "granted", gpc = true, dnt = false, sample = 1, block = [], mask = [], allow = [], parameters = [], hash = false, redact, ...rest } = options;
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
  if (!/^(omit|same-origin|include)$/.test(credentials)) bad("credentials must be omit, same-origin or include");
  request.credentials = credentials;
  if (cookie !== undefined && cookie !== false && (typeof cookie != "string" || !COOKIE_NAME.test(cookie))) bad("cookie must be a cookie name of at most 64 characters");
  if (domain !== undefined && !(DOMAIN.test(domain) && `.${location.hostname}`.endsWith(`.${domain}`) && !/^__Host-/i.test(cookie))) bad("domain must be this site's, or one that it is a part of, and the cookie's name no __Host- one");
  if (typeof interval != "number" || !(interval >= MIN_INTERVAL && interval <= MAX_INTERVAL)) bad(`interval must be ${MIN_INTERVAL} to ${MAX_INTERVAL} ms`);
  if (typeof tolerance != "number" || !(tolerance >= 0 && tolerance <= MAX_TOLERANCE)) bad(`tolerance must be 0 to ${MAX_TOLERANCE} px`);
  if (!Array.isArray(without) || without.some((kind) => !/^[a-z_]*$/.test(kind))) bad("without must be a list of kinds of events");
  if (!Array.isArray(diagnostics) || diagnostics.some((what) => !DIAGNOSTICS.includes(what))) bad(`diagnostics must be a list of ${DIAGNOSTICS.join(", ")}`);
  if (!/^(granted|pending|denied)$/.test(consent)) bad("consent must be granted, pending or denied");
  if (typeof sample != "number" || !(sample >= 0 && sample <= 1)) bad("sample must be 0 to 1");
  if (!Array.isArray(parameters)) bad("parameters must be a list of names of a query");
  if (redact && typeof redact != "function") bad("redact must be a function of an address");
  const rules = [block, mask, allow].map(String);
  try {
    rules.forEach((rule) => rule && document.querySelector(rule));
  } catch {
    bad("block, mask and allow must be lists of CSS selectors");
  }
  return { endpoint: given ? endpoint : url.href, request, persist, interval, tolerance, without: [...without].join(" "), signals, diagnostics, frustration, rules, parameters, hash, redact };
}
