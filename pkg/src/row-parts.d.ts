// What rows of several kinds have in common.

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
}

/** Where the pointer was, and what the visitor points with. */
export interface Pointed extends Place {
  pointer: "mouse" | "touch" | "pen";
}

/** The element an event belongs to, as `button#buy`; absent where there is none or it is hidden. */
export interface Targeted {
  target?: string;
  /** Which of several alike elements: 6 hexadecimal digits, the same on every visit. */
  path?: string;
  /** The element's ARIA role. */
  role?: string;
  /** Of a click, press, double click, context menu or mark: the element's size in CSS px. */
  target_w?: number;
  target_h?: number;
  /** Of a click or press: where in the element it was, in CSS px. */
  target_x?: number;
  target_y?: number;
  /** Of a mark: where the element begins in the document, in the viewport where it is `fixed`; in CSS px. */
  target_left?: number;
  target_top?: number;
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

/** About how much text: nothing, at most 16 characters, at most 128, more. */
export type Length = "none" | "short" | "medium" | "long";
