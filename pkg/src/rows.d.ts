// The rows that the reader gives; docs/EVENTS.md says more of each kind.

import type { Common, Field, Length, Modifier, Place, Pointed, Sizes, Targeted } from "./row-parts.js";
export type * from "./row-parts.js";

/** A page was opened, or changed its own address. URLs are origin and path; no query, no hash. */
export interface PageRow extends Common, Sizes {
  kind: "page";
  url: string;
  referrer: string;
  language: string;
  screen_w: number;
  screen_h: number;
  /** How it came to be shown; `push`, `replace` and `traverse` are without loading, `told` is the site's `page()`. */
  navigation:
    | "navigate" | "reload" | "back_forward" | "restored" | "prerendered" | "push" | "replace" | "traverse" | "told";
}
/** The viewport or the document got another size. */
export interface ResizeRow extends Common, Sizes {
  kind: "resize";
}
/** A video or a sound in the page; the target is the element. */
export interface MediaRow extends Common, Targeted {
  kind: "media";
  action: "play" | "pause" | "seek" | "end" | "volume";
  /** Where in it, in s. */
  position: number;
  /** How loud, in percent; 0 when mute. */
  volume: number;
}
/** An element took the whole screen, or gave it back. */
export interface FullscreenRow extends Common, Targeted {
  kind: "fullscreen";
  on: boolean;
}
/** The screen was turned. */
export interface OrientationRow extends Common {
  kind: "orientation";
  /** From its natural orientation, in degrees. */
  angle: number;
}
/** Which part of the viewport is shown while the page is zoomed by two fingers; in CSS px. */
export interface PinchRow extends Common {
  kind: "pinch";
  /** In percent. */
  zoom: number;
  left: number;
  top: number;
}
/** The page is about to be printed, or the dialogue is over. */
export interface PrintRow extends Common {
  kind: "print";
  done: boolean;
}
/** The page came into sight or went out of it. */
export interface VisibilityRow extends Common {
  kind: "visibility";
  state: "visible" | "hidden" | "frozen" | "resumed";
}

/** The page (no target) or an element in it was scrolled to this offset, in CSS px. */
export interface ScrollRow extends Common, Targeted {
  kind: "scroll";
  x: number;
  y: number;
}
/** The wheel was turned, or two fingers moved on a trackpad: what came within some tenths of a second. */
export interface WheelRow extends Common {
  kind: "wheel";
  /** How far to the right in all. */
  dx: number;
  /** How far down in all. */
  dy: number;
  /** What the two count. */
  mode: "pixel" | "line" | "page";
  events: number;
}

/** The pointer came into the page, or left it. */
export interface InsideRow extends Common {
  kind: "inside";
  inside: boolean;
}
/** The pointer was somewhere. */
export interface PointerRow extends Common, Pointed {
  kind: "pointer";
}
/** A button of the pointer, or its only contact, went down or came up; `button` as in `MouseEvent`. */
export interface PressRow extends Common, Pointed, Field {
  kind: "press";
  phase: "down" | "up" | "cancel";
  button: number;
  /** In percent; 50 where the device cannot tell. */
  pressure: number;
}
/** A click; `button` as in `MouseEvent`. */
export interface ClickRow extends Common, Pointed, Field {
  kind: "click";
  button: number;
  modifiers: Modifier[];
}
/**
 * `double_click`: two clicks in short order. `context_menu`: a context menu was asked for. `unanswered`: a click
 * after which nothing happened in the page.
 */
export interface ElementRow extends Common, Field {
  kind: "double_click" | "context_menu" | "unanswered";
}
/** A finger beside the first, which is the pointer. */
export interface ContactRow extends Common, Place {
  kind: "contact";
  /** Which, from 1. */
  contact: number;
  phase: "start" | "move" | "end" | "cancel";
}
/** Something is dragged, dropped on the target, or the drag is over. Never what. */
export interface DragRow extends Common, Field {
  kind: "drag";
  phase: "start" | "drop" | "end";
}

/** A key went down: what sort, never which. */
export interface KeyRow extends Common, Field {
  kind: "key";
  class: "letter" | "digit" | "edit" | "navigation" | "modifier" | "enter" | "shortcut" | "other";
  modifiers: Modifier[];
  repeat: boolean;
  /** Which of the listed shortcuts, if it is one. */
  shortcut?: "copy" | "cut" | "paste" | "select_all" | "undo" | "redo" | "find" | "print" | "save" | "reload";
}
/** A character that a key has written, where the option `keys` asks for it. Never a digit, nor of a secret field. */
export interface TypedRow extends Common, Field {
  kind: "typed";
  /** One character. */
  character: string;
}
/** Text of the page was selected. Never which. */
export interface SelectionRow extends Common {
  kind: "selection";
  length: Length;
}
/** The clipboard was used. Never what is in it. */
export interface ClipboardRow extends Common, Field {
  kind: "clipboard";
  action: "copy" | "cut" | "paste";
}

/** A form control got or lost the focus, or was changed. Never a value. */
export interface FieldRow extends Common, Field {
  kind: "focus" | "blur" | "change";
}
/** A form control is being edited. Never the value. */
export interface InputRow extends Common, Field {
  kind: "input";
  how: "other" | "typed" | "deleted" | "pasted" | "dropped" | "composed" | "replaced" | "undone";
}
/** Text is being composed by an input method. */
export interface CompositionRow extends Common, Field {
  kind: "composition";
  ended: boolean;
}
/** A form control was left: what happened in it since it had the focus. Nothing of secret fields. */
export interface FieldLeftRow extends Common, Field {
  kind: "field";
  /** From the focus to the first edit, in tenths of a second; the whole stay where there was none. */
  hesitation: number;
  /** From the focus to now, in tenths of a second. */
  dwell: number;
  edits: number;
  /** Edits that took something away. */
  corrections: number;
  /** How often it was emptied and filled again. */
  refills: number;
  /** About how long the value is. */
  length: Length;
  blank: boolean;
}
/** A form control was found invalid as its form was to be submitted. */
export interface InvalidRow extends Common, Field {
  kind: "invalid";
  /** The first rule that it broke. */
  rule:
    | "other" | "missing" | "type" | "pattern" | "too_long" | "too_short" | "too_small" | "too_large" | "step" | "bad";
}
/** A form (the target) was submitted. */
export interface SubmitRow extends Common, Targeted {
  kind: "submit";
  /** How many controls it has. */
  fields: number;
}
/** How submitting a form (the target) went, as the site says. */
export interface OutcomeRow extends Common, Targeted {
  kind: "outcome";
  result: "attempt" | "success" | "failure";
}
/** A form (the target) was reset. */
export interface ResetRow extends Common, Targeted {
  kind: "reset";
}

/** What the browser says of itself and its surroundings, once a stream. */
export interface VisitorRow extends Common {
  kind: "visitor";
  browser: string;
  /** Major version; 0 where the browser does not say. */
  version: number;
  system: string;
  /** At most three, parted by commas. */
  languages: string;
  time_zone: string;
  /** Device pixels to a CSS px, in percent. */
  pixel_ratio: number;
  scheme: "light" | "dark";
  reduced_motion: boolean;
  touch: boolean;
  connection: "unknown" | "slow-2g" | "2g" | "3g" | "4g";
}
/** The browser lost the network or found it again. */
export interface NetworkRow extends Common {
  kind: "network";
  online: boolean;
}

/** Something in the page failed. */
export interface ErrorRow extends Common {
  kind: "error";
  error: "exception" | "rejection" | "resource";
  /** How often the same was seen until now. */
  count: number;
  /** The message, without addresses, digits and quoted texts; for a resource its host. */
  message: string;
  /** Origin and path of the script; for a resource its element. */
  source: string;
  /** Names of the functions, innermost first, parted by blanks. */
  stack: string;
}
/** The page was busy for so long that a visitor may notice; in ms. */
export interface LongTaskRow extends Common {
  kind: "long_task";
  duration: number;
  /** How much of it kept input waiting. */
  blocking: number;
  /** Whether a whole animation frame was measured and not one task. */
  frame: boolean;
}
/** How quick or steady the page is, as web-vitals defines it: in ms, `cls` in 1/10,000. */
export interface VitalRow extends Common {
  kind: "vital";
  vital: "lcp" | "cls" | "inp" | "fcp" | "ttfb";
  value: number;
}

/** An event of the site's own. */
export interface CustomRow extends Common {
  kind: "custom";
  name: string;
  /** A flat JSON object as text, or nothing. */
  data: string;
}
/** The site says something of the visit. */
export interface TagRow extends Common {
  kind: "tag";
  name: string;
  value: string;
}
/** The site saw something that annoys visitors. */
export interface FrictionRow extends Common {
  kind: "friction";
  name: string;
  /** How much, in tenths. */
  weight: number;
}
/** An element whose time in view the site wants to know. */
export interface MarkRow extends Common, Field {
  kind: "mark";
}
/** The site paused the recording, or let it go on. */
export interface PauseRow extends Common {
  kind: "pause";
  paused: boolean;
}

/** One event. */
export type Row =
  | PageRow | ResizeRow | MediaRow | FullscreenRow | OrientationRow | PinchRow | PrintRow | VisibilityRow
  | ScrollRow | WheelRow
  | InsideRow | PointerRow | PressRow | ClickRow | ElementRow | ContactRow | DragRow
  | KeyRow | TypedRow | SelectionRow | ClipboardRow
  | FieldRow | InputRow | CompositionRow | FieldLeftRow | InvalidRow | SubmitRow | OutcomeRow | ResetRow
  | VisitorRow | NetworkRow
  | ErrorRow | LongTaskRow | VitalRow
  | CustomRow | TagRow | FrictionRow | MarkRow | PauseRow;
