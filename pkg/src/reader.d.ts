import type { Code } from "./index.js";
export { DesirelineError } from "./index.js";
export type { Code };

/** What every row has. */
export interface Common {
  /** Id of the visit, 32 hexadecimal digits. */
  session: string;
  /** Id of the document in its tab, 12 hexadecimal digits. */
  stream: string;
  /** Number of the frame in its stream, from 0. */
  seq: number;
  /** When, in ms since 1970 UTC, by the visitor's clock. */
  t: number;
}

/** Sizes in CSS px. */
export interface Sizes {
  viewport_w: number;
  viewport_h: number;
  document_w: number;
  document_h: number;
  /** Pinch zoom in percent; 0 where the browser does not say. */
  zoom: number;
}

/** A place in CSS px: in the viewport (`x`, `y`) and in the document. */
export interface Place {
  x: number;
  y: number;
  page_x: number;
  page_y: number;
  pointer: "mouse" | "touch" | "pen";
}

/** The element an event belongs to, as `button#buy`; absent where there is none or it is hidden. */
export interface Targeted {
  target?: string;
  /** Which of several alike elements: 6 hexadecimal digits, the same on every visit. */
  path?: string;
  /** The element's ARIA role. */
  role?: string;
  /** The element's size in CSS px. */
  target_w?: number;
  target_h?: number;
  /** For a click: where in the element it was, in CSS px. */
  target_x?: number;
  target_y?: number;
  /** The element stays where it is when the page scrolls. */
  fixed?: true;
  /** The element around it that scrolls, if one does and it is not the page. */
  scroller?: string;
}

/** The form control an event belongs to. */
export interface Field extends Targeted {
  /** The control's `name`, where it may be repeated. */
  field?: string;
  field_type?:
    | "text" | "email" | "password" | "search" | "tel" | "url" | "number" | "date" | "checkbox" | "radio"
    | "color" | "file" | "button" | "select" | "textarea" | "editable";
}

export type Modifier = "ctrl" | "alt" | "shift" | "meta";

/** A page was opened. URLs are origin and path; no query, no hash. */
export interface PageRow extends Common, Sizes {
  kind: "page";
  url: string;
  referrer: string;
  language: string;
  screen_w: number;
  screen_h: number;
}
/** The viewport or the document got another size. */
export interface ResizeRow extends Common, Sizes {
  kind: "resize";
}
/** The pointer was somewhere. */
export interface PointerRow extends Common, Place {
  kind: "pointer";
}
/** A click; `button` as in `MouseEvent`. */
export interface ClickRow extends Common, Place, Field {
  kind: "click";
  button: number;
  modifiers: Modifier[];
}
/** The page (no target) or an element in it was scrolled to this offset, in CSS px. */
export interface ScrollRow extends Common, Targeted {
  kind: "scroll";
  x: number;
  y: number;
}
/** A key went down: what sort, never which. */
export interface KeyRow extends Common, Field {
  kind: "key";
  class: "letter" | "digit" | "edit" | "navigation" | "modifier" | "enter" | "shortcut" | "other";
  modifiers: Modifier[];
  repeat: boolean;
}
/** A form control got or lost the focus, is being edited, or was changed. Never a value. */
export interface FieldRow extends Common, Field {
  kind: "focus" | "blur" | "input" | "change";
}
/** A form (the target) was submitted. */
export interface SubmitRow extends Common, Targeted {
  kind: "submit";
  /** How many controls it has. */
  fields: number;
}

/** One event. */
export type Row = PageRow | ResizeRow | PointerRow | ClickRow | ScrollRow | KeyRow | FieldRow | SubmitRow;

/** A stream of which not every frame is there. */
export interface Gaps {
  /** Id of the visit, 32 hexadecimal digits. */
  session: string;
  /** Id of the document in its tab, 12 hexadecimal digits. */
  stream: string;
  /** The sequence numbers that are missing below the highest that is there, ascending: each range from `start` to `end`, both of them missing. */
  missing: { start: number; end: number }[];
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
}

/**
 * Loads the reader, in a browser or in Node.
 * @example
 * import { open } from "desireline/reader";
 * const reader = await open();
 * for (const row of reader.read(bytes)) console.log(row.t, row.kind);
 */
export function open(options?: { wasm?: string | URL | Response | BufferSource | WebAssembly.Module }): Promise<Reader>;
