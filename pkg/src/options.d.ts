// What the options of `start` are.

// For what the comments link to.
import type { Recorder } from "./index.js";

/**
 * Kinds of events that can be left out, by the names that their rows bear. What a site says by itself
 * (`custom`, `tag`, `friction`, `outcome`, `pause`) it leaves out by not saying it.
 */
export type Kind =
  | "blur" | "change" | "click" | "clipboard" | "composition" | "contact" | "context_menu" | "double_click" | "drag" | "field"
  | "focus" | "fullscreen" | "input" | "inside" | "invalid" | "key" | "mark" | "media" | "network" | "orientation" | "page"
  | "pinch" | "pointer" | "press" | "print" | "reset" | "resize" | "scroll" | "selection" | "submit" | "typed"
  | "unanswered" | "visibility" | "visitor" | "wheel";

/**
 * How it shows what became of a form; at least one of `success` and `failure`. Each is either a CSS selector of an element
 * that then shows (one that showed before the form was submitted does not count, but a complaint that still shows
 * after ten seconds does), or a path of this site that is arrived at, with or without loading a page: it begins with
 * `/`, and a `*` at its end stands for whatever follows.
 */
export interface FormRule {
  /** CSS selector of the form. Give it an `id`: one that is gone from the page is known by its own names alone. */
  form: string;
  /** What shows, or the page that is arrived at, when it was taken. */
  success?: string;
  /** What shows, or the page that is arrived at, when it was refused. It counts first. */
  failure?: string;
}

/** What to record to where. */
export interface Options {
  /**
   * Where frames are posted: an http or https URL, a path on this site, or a function that gives one for
   * each post. Another origin must allow this one by CORS; no preflight is needed, unless there are
   * {@link headers}.
   */
  endpoint: string | URL | (() => string | URL);
  /**
   * Headers that each post carries. To another origin they cost a request before the first (a preflight),
   * which the collector must allow, and which may be too slow for the page's last frames: an address that
   * says the same is better.
   * @example
   * await start({ endpoint: "/v1/frames", headers: { "X-Site": "shop" } });
   */
  headers?: Readonly<Record<string, string>>;
  /**
   * Whether the collector's cookies are sent along, as `fetch` has it. Another origin must allow that by
   * `Access-Control-Allow-Credentials`.
   * @default "omit"
   */
  credentials?: "omit" | "same-origin" | "include";
  /**
   * Name of the first-party session cookie; a cookie name of at most 64 characters. `false`: none is
   * written or read, and each page load is a session of its own.
   *
   * The cookie holds the session's random id, and the minutes (since 1970) in which the session began and
   * somebody was last there: after 30 minutes without a movement, click or key, or after 24 hours, another
   * session begins.
   * @default `"__Host-desireline"` over https, which no subdomain can set; `"desireline"` on http, and where
   * there is a `domain`
   */
  cookie?: string | false;
  /**
   * The domain whose subdomains share the session (`"shop.example"` for `www.` and `pay.`); the page must be
   * on it. Without it the session is this host's alone.
   */
  domain?: string;
  /**
   * Whether a page in a frame of another origin's page is recorded. Its cookie is then
   * `SameSite=None; Partitioned`: kept apart for each site around it. Otherwise it is not recorded.
   * @default false
   */
  partitioned?: boolean;
  /**
   * What the visitor has said. `"pending"` records into bounded memory; nothing is sent, and nothing
   * written into the browser or read there, until {@link Recorder.consent}. `"denied"` records nothing.
   * @default "granted"
   */
  consent?: "granted" | "pending" | "denied";
  /**
   * Whether a browser that says so by Global Privacy Control (`navigator.globalPrivacyControl`) is not
   * recorded. Turn it off only where the law lets you.
   * @default true
   */
  gpc?: boolean;
  /**
   * The same for `navigator.doNotTrack`.
   * @default false
   */
  dnt?: boolean;
  /**
   * Whether frames that nobody has answered are kept in the tab's `sessionStorage`, at most 128, and posted
   * by the tab's next page that is recorded. They go with the tab, and with {@link Recorder.revoke}.
   * @default false
   */
  persist?: boolean;
  /**
   * The share of sessions that is recorded, 0 to 1: decided once a session, by its random id.
   * @default 1
   */
  sample?: number;
  /**
   * Names of the query's parameters that are recorded with the page's address and the referrer, with at
   * most 100 characters of each value; a value that looks like a number, an address or a token is told as
   * `*`. Without it no query is recorded.
   * @default []
   * @example
   * await start({ endpoint: "/v1/frames", parameters: ["utm_source", "utm_campaign"] });
   */
  parameters?: readonly string[];
  /**
   * Whether a hash that is an application's address (`#/…`, `#!/…`) is recorded with the page's, and a
   * change of it is another page. Parts that look like a number or a token are told as `*`.
   * @default false
   */
  hash?: boolean;
  /**
   * Takes more out of an address before it is recorded, be it the page's or the referrer's. It gets what
   * would be recorded, before parts that look like a number are cut, and gives it back with characters
   * removed; where it throws, adds or gives nothing, only the origin is recorded.
   * @example
   * await start({ endpoint: "/v1/frames", redact: (url) => url.replace(/(\/users\/)[^/]+/, "$1") });
   */
  redact?: (url: string) => string;
  /** CSS selectors of regions of which nothing is recorded, beside `data-desireline="block"`. */
  block?: readonly string[];
  /**
   * CSS selectors of regions whose fields tell no more than that they have the focus, beside
   * `data-desireline="mask"`.
   */
  mask?: readonly string[];
  /**
   * CSS selectors of elements in a masked region that are not masked, beside
   * `data-desireline="allow"`. A secret field stays secret.
   */
  allow?: readonly string[];
  /**
   * CSS selectors of fields, or of regions with fields, whose written characters are recorded (kind `typed`):
   * a search box, say. Without it no row holds a character. Never recorded are characters of secret and masked
   * fields, digits, shortcuts, what an input method composes, and what is pasted or filled in. It takes a file
   * of its own, `desireline-keys.js`, which is fetched then, and needs {@link Options.signals}.
   *
   * What people write may say who they are: name the fields whose texts you need, and tell your visitors.
   * @default []
   * @example
   * await start({ endpoint: "/v1/frames", keys: ["#site-search"] });
   */
  keys?: readonly string[];
  /**
   * How forms go, by rules (kind `outcome`): a form that is submitted is an attempt, and what shows or is arrived at
   * within ten seconds says how it went. The first rule that fits a form counts. What {@link Recorder.form} tells
   * is told beside. It takes a file of its own, `desireline-outcomes.js`, which is fetched then, and needs
   * {@link Options.signals}. An attempt that leads to another page waits for that in the tab's storage (the rule's
   * `form`, when it was, and the form's `id`, `class` and `name`), unless {@link Options.cookie} is `false` or consent
   * is pending.
   * @default []
   * @example
   * await start({
   *   endpoint: "/v1/frames",
   *   forms: [{ form: "#checkout", success: "/order/thanks", failure: ".error" }],
   * });
   */
  forms?: readonly FormRule[];
  /**
   * Milliseconds between two flushes, 1,000 to 60,000: what a crashed browser may lose at most.
   * @default 5000
   */
  interval?: number;
  /**
   * How far the pointer's told path may be from where it was seen, at any moment at which it was
   * seen: CSS px, 0 to 50. A wider path takes fewer bytes; with 0 every place that the browser
   * gives is told. The place of a click is always exact.
   * @default 1
   * @example
   * await start({ endpoint: "/v1/frames", tolerance: 0 }); // every place
   */
  tolerance?: number;
  /**
   * Kinds of events that are not recorded. The first `page` always is, and so are the sizes, scroll
   * offsets and places of the pointer without which other rows would be wrong.
   * @default []
   * @example
   * await start({ endpoint: "/v1/frames", without: ["media", "selection"] });
   */
  without?: readonly Kind[];
  /**
   * Whether signals are recorded: all kinds but pointer, click, scroll, key, focus, blur, change,
   * submit, resize and the first page. They come in a file of their own, `desireline-signals.js`, which
   * is fetched beside the wasm; without it, recording goes on. With `false` it is not fetched, and
   * {@link Recorder.event} and its like are refused with "signals-unavailable".
   * @default true
   * @example
   * await start({ endpoint: "/v1/frames", signals: false }); // one request less
   */
  signals?: boolean;
  /**
   * Whether what annoys the visitor is told to {@link Recorder.on}("frustration") as it happens: the function
   * that scores stored frames runs here too, out of a file of its own.
   * @default false
   */
  frustration?: boolean;
  /**
   * What goes wrong and how quick the page is, each of it only if it is named here: `errors` that
   * nobody caught and rejections nobody looked after, without what their messages quote, number or
   * address; `resources` that did not load, by host; `long_tasks` (long animation frames where the
   * browser knows them); `vitals` as web-vitals defines them. It takes a file of its own,
   * `desireline-diagnostics.js`, which is fetched then, and needs {@link Options.signals}.
   * @default []
   * @example
   * await start({ endpoint: "/v1/frames", diagnostics: ["errors", "vitals"] });
   */
  diagnostics?: readonly ("errors" | "long_tasks" | "resources" | "vitals")[];
  /**
   * The recorder's wasm, where the bundler or the site keeps it elsewhere than beside the module.
   */
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module;
  /**
   * The coder's wasm (`desireline-coder.wasm`), where it is kept elsewhere than beside the module.
   * It is fetched once the page is idle and makes frames about a third as large; until it is there,
   * and where it cannot be had, frames go out plain. `false`: they always do.
   * @example
   * await start({ endpoint: "/v1/frames", coder: false }); // one request less, larger frames
   */
  coder?: string | URL | Response | BufferSource | WebAssembly.Module | false;
}
