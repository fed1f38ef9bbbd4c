import type { Code, Found } from "./index.js";
import type { Field } from "./row-parts.js";
import type { Row } from "./rows.js";
export { DesirelineError } from "./index.js";
export type { Code };
export type * from "./rows.js";

/** A stream of which not every frame is there. */
export interface Gaps {
  /** Id of the visit, 32 hexadecimal digits. */
  session: string;
  /** Id of the document in its tab, 12 hexadecimal digits. */
  stream: string;
  /** The sequence numbers that are missing below the highest that is there, ascending: each range from `start` to `end`, both of them missing. */
  missing: { start: number; end: number }[];
}

/** An element, as in a row; absent fields are not known. */
export interface Element {
  /** As `button#buy`. */
  target?: string;
  /** Which of several alike elements: 6 hexadecimal digits, the same on every visit. */
  path?: string;
  /** For a form control: its `name`. */
  field?: string;
  field_type?: Field["field_type"];
}

export type { Found };

/** A sign of annoyance, found; `t` is when it was certain. */
export interface SignalReport extends Element {
  t: number;
  signal: Found;
  /** How much it adds to the score, in tenths. */
  weight: number;
  /** What the site calls it, if the site told it. */
  name?: string;
}

/** A click. */
export interface ClickReport extends Element {
  t: number;
  page_x: number;
  page_y: number;
  button: number;
  pointer: "mouse" | "touch" | "pen";
  /** How long the pointer had been on the element, in ms; absent for fingers and keys. */
  hover_ms?: number;
}

/** A form control. Times in ms, in steps of 100. */
export interface FieldReport extends Element {
  /** How often it had the focus. */
  stays: number;
  /** From the first focus to the first edit of that stay. */
  hesitation_ms: number;
  /** How long it had the focus in all. */
  dwell_ms: number;
  edits: number;
  /** Edits that took something away. */
  corrections: number;
  /** How often it was emptied and filled again. */
  refills: number;
  /** Stays in which it was edited. */
  filled: number;
  /** How often it was found invalid. */
  invalid: number;
  /** About how long its value was at last, where the recorder told. */
  length?: "none" | "short" | "medium" | "long";
  /** Whether it was left blank, likewise. */
  blank?: boolean;
}

/** A form; without a `target` where nothing named it. */
export interface FormReport extends Element {
  /** Its controls, in the order in which they first had the focus. */
  fields: FieldReport[];
  /** The place in `fields` of the one that had the focus last. */
  last: number | null;
  submits: number;
  /** How often the browser refused, since a control was invalid. */
  refused: number;
  resets: number;
  /** How often the site said that the visitor tried, that it was taken, that it was not. */
  attempts: number;
  successes: number;
  failures: number;
  /** It was worked on after it was last submitted, and the page left. */
  abandoned: boolean;
}

/** One page of a visit. */
export interface PageReport {
  /** Id of the document in its tab, 12 hexadecimal digits. */
  stream: string;
  /** Origin and path; empty where the frame that says it is missing. */
  url: string;
  referrer: string;
  /** How it came to be shown. */
  navigation:
    | "navigate" | "reload" | "back_forward" | "restored" | "prerendered" | "push" | "replace" | "traverse" | "told";
  /** When it was opened and left, in ms since 1970 UTC by the visitor's clock. */
  start: number;
  end: number;
  duration_ms: number;
  /** How long it was in sight. */
  visible_ms: number;
  /** How long it was looked at: in sight, and the visitor not idle. */
  attentive_ms: number;
  /** Height of the document, in CSS px. */
  document_h: number;
  /** The deepest point that came into view, in CSS px from the document's top, and in percent of its height. */
  deepest: number;
  deepest_percent: number;
  /** For how long each part of the page was looked at, from its top; in CSS px. */
  bands: { top: number; bottom: number; ms: number }[];
  /** For how long each marked element was looked at. */
  marks: (Element & { ms: number })[];
  /** Sum of the signals' weights, in tenths. */
  score: number;
  signals: SignalReport[];
  clicks: ClickReport[];
  forms: FormReport[];
  /** Each measure's last value: ms; of `cls` 1/10,000. */
  vitals: { vital: "lcp" | "cls" | "inp" | "fcp" | "ttfb"; value: number }[];
  errors: { t: number; error: "exception" | "rejection" | "resource"; count: number; message: string; source: string }[];
  /** How many clicks, signals and errors were left out: of each at most 1,000 are listed. */
  unlisted: number;
}

/** What the frames of a visit say; docs/ANALYSIS.md says how each number is found. */
export interface VisitReport {
  /** Id of the visit, 32 hexadecimal digits. */
  session: string;
  /** Its first and its last event, in ms since 1970 UTC by the visitor's clock. */
  start: number;
  end: number;
  duration_ms: number;
  /** Frames that were looked at. */
  frames: number;
  /** Frames that are missing: what they held is not in here. */
  gaps: Gaps[];
  /** Sum of the pages' scores, in tenths. */
  score: number;
  bounce: boolean;
  /** In the order in which they were opened. */
  pages: PageReport[];
}

export interface Reader {
  /**
   * Reads one frame into its events, in the order in which they happened.
   * @throws {DesirelineError} `bad-frame`, with a sentence that says what is wrong with it.
   */
  read(frame: Uint8Array): Row[];

  /**
   * Finds which frames are missing among some, as far as those can tell: in each stream the sequence numbers from 0
   * to the highest that is there. Streams that lack none are left out; what a stream lost after its last frame
   * nobody can know. The frames may come in any order, of any visits, and more than once.
   * @throws {DesirelineError} `bad-frame`: leave such a frame out, and it counts as missing.
   * @example
   * for (const { stream, missing } of reader.gaps(frames)) {
   *   console.log(stream, missing.map(({ start, end }) => `${start}-${end}`));
   * }
   */
  gaps(frames: Iterable<Uint8Array>): Gaps[];

  /**
   * Tells what the frames of one visit say: attention, hesitation, frustration, forms, page by page. They may come in
   * any order, and more than once; the report is the same.
   * @throws {DesirelineError} `bad-frame`: one of them is none, there is none, or they are of several visits.
   * @example
   * const { score, pages } = reader.analyse(frames);
   * for (const { url, attentive_ms, signals } of pages) console.log(url, attentive_ms, signals.length);
   */
  analyse(frames: Iterable<Uint8Array>): VisitReport;
}

/**
 * Loads the reader, in a browser or in Node.
 * @example
 * import { open } from "desireline/reader";
 * const reader = await open();
 * for (const row of reader.read(bytes)) console.log(row.t, row.kind);
 */
export function open(options?: { wasm?: string | URL | Response | BufferSource | WebAssembly.Module }): Promise<Reader>;
