// From the collector's frames to a visit, without ever holding the page up for long.

/** How long to work before the page gets a turn, in ms: two thirds of a screen frame. */
const TURN = 10;
/** A frame's head names session, stream and sequence (docs/FORMAT.md), and ends well before
 *  this many bytes: two frames that begin alike are the same one. */
const HEAD = 40;

export class Loader {
  #api;
  #reader;
  /** Heads of the frames that the visit has. */
  #known = new Set();

  /** `reader` is what `open()` of the reader package gives. */
  constructor(api, reader, visit) {
    this.#api = api;
    this.#reader = reader;
    this.visit = visit;
  }

  /** How many frames the visit has. */
  get frames() {
    return this.#known.size;
  }

  /** Reads the frames that are new. `progress(frames)` is called now and then. Says whether
   *  there were any. */
  async load(signal, progress) {
    let fresh = 0;
    let turn = performance.now();
    for await (const bytes of this.#api.frames(this.visit.session, signal)) {
      const head = String.fromCharCode(...bytes.subarray(0, HEAD));
      if (this.#known.has(head)) continue;
      this.#known.add(head);
      fresh++;
      this.#read(bytes);
      if (this.visit.full) break;
      if (performance.now() - turn > TURN) {
        progress(this.#known.size);
        await new Promise((resume) => setTimeout(resume));
        if (signal.aborted) return false;
        turn = performance.now();
      }
    }
    if (fresh) this.visit.settle();
    return fresh > 0;
  }

  #read(bytes) {
    let rows;
    try {
      rows = this.#reader.read(bytes);
    } catch (error) {
      this.visit.refuse(error.message);
      return;
    }
    this.visit.add(rows);
  }
}
