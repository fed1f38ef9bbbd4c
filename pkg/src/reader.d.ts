import type { Code } from "./index.js";
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
