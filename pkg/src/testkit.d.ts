import type { Row } from "./reader.js";
export { DesirelineError } from "./index.js";
export type { Row };

/** One event, and what is expected of it. What is not so throws an `Error` that shows the event. */
export interface Match {
  readonly row: Row;
  /** It belongs to this element, as rows name it: `button#buy`. */
  on(target: string): Match;
  /** A field has this value. */
  with(name: string, value: unknown): Match;
}

/**
 * The events of frames, in the order in which they came; each frame counts once, however often it was
 * posted. A selection (`of`, `but`, `on`, `with`, `only`) is such a list again.
 *
 * What is expected (`one`, `some`, `none`, `count`, `inOrder`, `expectNowhere`) throws an `Error` that
 * lists what there was.
 * @example
 * events.one("click").on("button#buy").with("button", 0);
 * events.on("input[name=email]").count("key", 16).none("click");
 * events.inOrder("focus input[name=email]", "blur input[name=email]", "submit form#order");
 * events.expectNowhere("jane@example.org");
 */
export class Events implements Iterable<Row> {
  readonly rows: Row[];
  /** Kind and target of each: `click button#buy`, `pointer -`. */
  readonly told: string[];
  [Symbol.iterator](): Iterator<Row>;

  /** Those of a kind. */
  of(kind: Row["kind"]): Events;
  /** Those of other kinds. */
  but(kind: Row["kind"]): Events;
  /** Those that belong to an element. */
  on(target: string): Events;
  /** Those with a field of this value. */
  with(name: string, value: unknown): Events;
  /** Those of which something holds. */
  only(holds: (row: Row) => boolean): Events;

  /** Expects one of a kind. */
  one(kind: Row["kind"]): Match;
  /** Expects at least one of a kind, and gives the first. */
  some(kind: Row["kind"]): Match;
  /** Expects none of a kind. */
  none(kind: Row["kind"]): Events;
  /** Expects so many of a kind. */
  count(kind: Row["kind"], times: number): Events;
  /** Expects these in this order, each as `told` says it; others may lie between them. */
  inOrder(...told: string[]): Events;
  /**
   * Expects that nothing of a text left the page: neither it nor a piece of four of its characters is
   * in a frame, as it was posted or decoded, in UTF-8, UTF-16, hexadecimal, base64 or reversed. Take a
   * text that nothing else holds: a password called `password` is in the name of its field.
   */
  expectNowhere(secret: string): Events;
}

/** Where the reader's wasm is, when it is not beside the module: see `open` of `desireline/reader`. */
export interface ReaderOptions {
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module;
}

/**
 * The events of frames, wherever they come from: in Node too.
 * @throws {DesirelineError} (as a rejection) `bad-frame`, when one cannot be read.
 * @example
 * const events = await eventsOf([await readFile("frame.bin")]);
 */
export function eventsOf(frames: Iterable<Uint8Array>, options?: ReaderOptions): Promise<Events>;

/**
 * What a collector does with a post: answers with a status; `"cut"`: the connection breaks; `"throw"`:
 * `fetch` itself throws, as where an extension blocks it; `"hold"`: answers when `release` is called.
 */
export type Answer = number | "cut" | "throw" | "hold";

/** Something that is to be ended: by `restore()`, or by the end of a `using` declaration's block. */
export interface Guard {
  restore(): void;
}

/** A collector in the page's memory. */
export interface MemoryCollector extends Guard {
  readonly endpoint: string;
  /** Everything that was posted, in order; what was posted again is there again. */
  readonly frames: Uint8Array[];
  /** The options of `fetch` for each post, and its `url`. */
  readonly requests: (RequestInit & { url: string; body: Uint8Array })[];
  /** The events of all frames so far. Flush the recorder before. */
  events(): Promise<Events>;
  /** The frames since this was asked last. */
  fresh(): Uint8Array[];
  /** Gives these answers next, one each; after them 204 again. */
  answer(...next: Answer[]): void;
  /** Answers everything that is held. */
  release(status?: number): void;
}

/**
 * Takes what the recorder posts until `restore()`: `fetch` goes there for the endpoint, and for
 * nothing else. Stop the recorder before you restore.
 * @example
 * const collector = memoryCollector({ endpoint: "/v1/frames" });
 * const recorder = await start({ endpoint: collector.endpoint });
 * document.querySelector("#buy").click();
 * await recorder.stop();
 * (await collector.events()).one("click").on("button#buy");
 * collector.restore();
 */
export function memoryCollector(options?: {
  /** @default "/v1/frames" */
  endpoint?: string;
  /** What it answers first. */
  answers?: Answer[];
  reader?: ReaderOptions;
}): MemoryCollector;

/** A clock that stands still unless it is moved. */
export interface Clock extends Guard {
  readonly session: string;
  readonly stream: string;
  /** Ms since the page began, as `performance.now()` says. */
  now(): number;
  /** So many ms pass. */
  advance(ms: number): void;
}

/**
 * Clock and ids that the test gives, until `restore()`: the same test makes the same frames, and no
 * time is waited. `Date.now`, `performance.now` and the times of events follow it; timers run by the
 * browser's own clock. It is to be there before the recorder starts.
 * @example
 * const clock = fixed({ session: "5e".repeat(16) });
 * const me = visitor(document, { clock });
 */
export function fixed(options?: {
  /** When the page began, which is now: ms since 1970 UTC. */
  clock?: number;
  /** The visit's id: 32 hexadecimal digits. It is in the session cookie meanwhile. */
  session?: string;
  /** The first stream's id: 12 hexadecimal digits. */
  stream?: string;
  /** The cookie's name, where the recorder has another. @default "desireline" */
  cookie?: string;
}): Clock;

/** A CSS selector or an element. Where there is none, or it is not drawn, the promise is rejected. */
export type Target = string | Element;

/** Modifier keys that are held. */
export interface Held {
  ctrlKey?: boolean;
  altKey?: boolean;
  shiftKey?: boolean;
  metaKey?: boolean;
}

/**
 * A visitor. What it does reaches the page as the whole sequence of events that a browser dispatches
 * for it, bubbling and crossing shadow roots as those do: a click is the way there, `pointerdown`,
 * `mousedown`, the focus, `pointerup`, `mouseup`, `click`.
 *
 * It is synthetic: `isTrusted` is false, browsers do for a script's event little of what they do for a
 * hand's, and only the rest is imitated (focus, editing, submitting, scrolling). It types at a text's
 * end, knows no selection, and does not drag. A click on a link leaves the page.
 */
export interface Visitor {
  /** Moves along the path that a hand takes (of minimum jerk). */
  moveTo(target: Target | { x: number; y: number }): Promise<void>;
  /** Moves there and clicks. The second click of the main button is followed by a `dblclick`. */
  click(target: Target, how?: Held & { button?: 0 | 1 | 2; count?: number }): Promise<void>;
  /** Clicks into a field, unless it has the focus, and types; a line's end is Enter. */
  type(target: Target, text: string): Promise<void>;
  /** Presses a key where the focus is: a character, or a name of `KeyboardEvent.key`. */
  press(key: string, held?: Held): Promise<void>;
  /** Goes to the next control by the keyboard, or back. */
  tab(how?: { back?: boolean }): Promise<void>;
  /** Takes the focus away from whatever has it. */
  leave(): Promise<void>;
  /** Clicks into a field, unless it has the focus, and pastes. */
  paste(target: Target, text: string): Promise<void>;
  /** Fills a form: a value for each `name`, true or false for a checkbox. */
  fill(form: string | HTMLFormElement, values: Record<string, string | number | boolean>): Promise<void>;
  /** Clicks a form's button, or presses Enter in its last field where it has none. */
  submit(form: string | HTMLFormElement): Promise<void>;
  /** Turns the wheel where the pointer is, by CSS px. */
  wheel(by: { x?: number; y?: number }): Promise<void>;
  /** Taps with a finger. */
  tap(target: Target): Promise<void>;
  /** Drags the page from its middle with a finger, by CSS px. */
  swipe(by: { x?: number; y?: number }): Promise<void>;
}

/**
 * A visitor of a document. With a `clock` time passes there, and at once; without one, everything
 * takes as long as it takes a hand.
 * @example
 * const me = visitor(document, { clock: fixed() });
 * await me.type("[name=email]", "jane@example.org");
 * await me.click("#buy");
 */
export function visitor(document?: Document, options?: { clock?: Clock }): Visitor;
