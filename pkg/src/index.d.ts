import type { Options } from "./options.js";

export type * from "./options.js";

/** A recording of this page. */
export interface Recorder {
  /**
   * Id of the visit: 32 hexadecimal digits, random, in the session cookie. Another once the visitor was away
   * for 30 minutes, or here for 24 hours. Empty on a server.
   */
  readonly session: string;
  /**
   * Id of this document in this tab: 12 hexadecimal digits, random, stored nowhere. A page that
   * comes back from the back/forward cache, or goes on in another session, records under another.
   */
  readonly stream: string;
  /** Whether events are still being recorded for this caller. */
  readonly recording: boolean;
  /**
   * Sends what is recorded so far. Resolves when the collector has answered for all of it, or once three
   * tries in a row had no answer: then no more are made until the network is back, this is called again, or
   * the page ends. After {@link stop} it is stop's promise.
   */
  flush(): Promise<void>;
  /**
   * Ends the recording for this caller; listeners are removed once every caller of `start` has
   * stopped. Resolves as {@link flush} does. Calling it again gives the same promise.
   */
  stop(): Promise<void>;
  /**
   * Records an event of the site's own (kind `custom`).
   *
   * This and the methods below resolve once it is recorded. They are refused with "bad-option" for
   * what cannot be recorded, and with "signals-unavailable" where there are no signals. After
   * {@link stop} they do nothing. What is said is recorded as it is: keep names, addresses and
   * whatever else people are known by out of it.
   * @param name 1 to 64 characters.
   * @param data A flat object; as JSON at most 512 bytes.
   * @example
   * await recorder.event("added to basket", { price: 24.5, gift: false });
   */
  event(name: string, data?: Readonly<Record<string, string | number | boolean | null>>): Promise<void>;
  /**
   * Says something of the whole visit; the last value of a name counts.
   * @example
   * await recorder.tag("plan", "team");
   */
  tag(name: string, value?: string | number | boolean | null): Promise<void>;
  /**
   * Says that something annoyed the visitor.
   * @param weight How much, 0 to 100; a rage click weighs 5.
   * @default weight 1
   * @example
   * await recorder.friction("out of stock", 3);
   */
  friction(name: string, weight?: number): Promise<void>;
  /**
   * Says that the visitor sees another page, where the address does not: a step of a form, say.
   * Navigations by `history` are recorded without it.
   * @param url The page's address, absolute or relative; without it, the document's own. Query and
   * hash are not recorded.
   * @example
   * await recorder.page("/checkout/step-2");
   */
  page(url?: string | URL): Promise<void>;
  /**
   * Records no more until {@link resume}, for every caller of `start`; what was recorded before is
   * still sent. That it was paused is recorded.
   * @example
   * await recorder.pause();
   */
  pause(): Promise<void>;
  /**
   * Goes on after {@link pause}.
   * @example
   * await recorder.resume();
   */
  resume(): Promise<void>;
  /**
   * How submitting a form went, where the site sends it by script. A form is named by the element or
   * by a selector.
   * @example
   * await recorder.form.attempt("#checkout");
   * const { ok } = await fetch("/order", { method: "POST", body: new FormData(form) });
   * await (ok ? recorder.form.success(form) : recorder.form.failure(form));
   */
  readonly form: {
    /** The visitor tried. */
    attempt(form: HTMLFormElement | string): Promise<void>;
    /** It was taken. */
    success(form: HTMLFormElement | string): Promise<void>;
    /** It was refused. */
    failure(form: HTMLFormElement | string): Promise<void>;
  };
  /**
   * Calls a handler whenever something happens; gives what ends that. Each call is a task of its own, so a
   * handler that throws does what it does in the page's own code. After {@link stop} nothing is heard.
   * @throws "bad-option" for another name, or what is no function.
   * @example
   * const end = recorder.on("session", ({ session }) => setTag("desireline", session));
   */
  on<Name extends keyof Hooks>(name: Name, handler: (detail: Hooks[Name]) => void): () => void;
  /**
   * The visitor has decided. `"granted"` sends what was recorded while it was pending, and starts what
   * `"denied"` did not; `"denied"` is {@link revoke}.
   */
  consent(state: "granted" | "denied"): Promise<void>;
  /**
   * Ends the recording for every caller, drops what was not sent and erases the cookie. `lasting`: a
   * cookie `<name>=off` keeps this site from recording the visitor for 400 days, or until it is deleted.
   */
  revoke(lasting?: boolean): Promise<void>;
}

/** A sign of annoyance. */
export type Found =
  | "rage_click" | "dead_click" | "error_click" | "quick_back" | "bounce" | "speed_browsing" | "excessive_scrolling"
  | "mouse_thrash" | "submit_failure" | "custom";

/** What {@link Recorder.on} hears of. */
export interface Hooks {
  /** Another page without loading; its address without query and hash, but for what the options allow. */
  page: { url: string };
  /** The visitor was away for so long that the page goes on in another session. */
  session: { session: string; stream: string };
  /** The collector has answered for a frame of so many bytes: the HTTP status, 0 for none. */
  answer: { status: number; bytes: number };
  /**
   * Something annoyed the visitor (option {@link Options.frustration}; docs/ANALYSIS.md has the thresholds):
   * when, in ms since the page began; how much, and the sum so far. Told once the frame it is in is sealed: at
   * the next flush.
   */
  frustration: { signal: Found; weight: number; t: number; score: number };
  /** The recording ends. */
  stop: Record<string, never>;
}

/** Why something failed, for programs. */
export type Code =
  /** An option is missing, unknown, or not what it should be; the message says which. */
  | "bad-option"
  /** The page is being recorded to another endpoint already. */
  | "already-started"
  /** The browser lacks WebAssembly or random numbers. */
  | "unsupported"
  /** The page's content security policy does not allow `'wasm-unsafe-eval'`. */
  | "wasm-blocked"
  /** The wasm file is not where it was looked for. */
  | "wasm-unavailable"
  /** `desireline-signals.js` is not where it was looked for. */
  | "signals-unavailable"
  /** An earlier recording failed in this page, or the recorder could not start. */
  | "failed"
  /** The bytes are no frame, or a damaged one (`desireline/reader` only). */
  | "bad-frame";

/** The only kind of error that desireline gives. The page is unharmed by it. */
export class DesirelineError extends Error {
  readonly name: "DesirelineError";
  readonly code: Code;
}

/**
 * Starts recording this page.
 *
 * Pointer, click, scroll and focus facts count from this call on, keys and form events from the
 * moment the promise resolves. Starting again joins the recording that runs. On a server it does
 * nothing and gives a recorder that records nothing.
 *
 * @throws {DesirelineError} (as a rejection) with a `code` and a sentence; nothing is recorded then.
 * @example
 * import { start } from "desireline";
 * const recorder = await start({ endpoint: "/v1/frames" });
 * console.log(recorder.session);
 * await recorder.stop();
 */
export function start(options: Options): Promise<Recorder>;
