import { search } from "./search.js";

/** A failure shows no more events than this. */
const SHOWN = 60;
/** Second byte of a frame whose body is coded. */
const CODED = 0x11;

const told = ({ kind, target }) => `${kind} ${target ?? "-"}`;
const same = (a, b) => JSON.stringify(a) == JSON.stringify(b);

const expected = (holds, message) => {
  if (!holds) throw new Error(message);
};

/** What is expected of one event. */
class Match {
  constructor(row) {
    this.row = row;
  }
  on(target) {
    expected(this.row.target == target, `expected it on ${target}: ${JSON.stringify(this.row)}`);
    return this;
  }
  with(name, value) {
    expected(same(this.row[name], value), `expected ${name} to be ${JSON.stringify(value)}: ${JSON.stringify(this.row)}`);
    return this;
  }
}

/** See testkit.d.ts. */
export class Events {
  #frames;

  constructor(rows, frames) {
    this.rows = rows;
    this.#frames = frames;
  }

  /** Reads frames; each counts once, however often it was posted. */
  static read(frames, reader) {
    const once = new Map();
    for (const frame of frames) {
      const rows = reader.read(frame);
      const { session, stream, seq } = rows[0];
      const id = [session, stream, seq].join();
      if (!once.has(id)) once.set(id, { bytes: frame, rows });
    }
    const kept = [...once.values()];
    return new Events(kept.flatMap(({ rows }) => rows), kept);
  }

  [Symbol.iterator]() {
    return this.rows[Symbol.iterator]();
  }
  get told() {
    return this.rows.map(told);
  }

  only(holds) {
    return new Events(this.rows.filter(holds), this.#frames);
  }
  of(kind) {
    return this.only((row) => row.kind == kind);
  }
  but(kind) {
    return this.only((row) => row.kind != kind);
  }
  on(target) {
    return this.only((row) => row.target == target);
  }
  with(name, value) {
    return this.only((row) => same(row[name], value));
  }

  count(kind, times) {
    const found = this.of(kind).rows.length;
    expected(found == times, `expected ${times} of "${kind}", found ${found} in ${this}`);
    return this;
  }
  none(kind) {
    return this.count(kind, 0);
  }
  one(kind) {
    return this.count(kind, 1).some(kind);
  }
  some(kind) {
    const row = this.rows.find((row) => row.kind == kind);
    expected(row, `expected a "${kind}", found none in ${this}`);
    return new Match(row);
  }
  inOrder(...lines) {
    const rows = this.told;
    let at = 0;
    for (const line of lines) {
      at = rows.indexOf(line, at) + 1;
      expected(at, `"${line}" does not follow in ${JSON.stringify(lines)}, there is ${this}`);
    }
    return this;
  }

  expectNowhere(secret) {
    const found = this.#frames.flatMap(({ bytes, rows }, number) => [
      ...search(secret, bytes, bytes[1] == CODED).map((what) => `frame ${number} as it was posted: ${what}`),
      ...search(secret, new TextEncoder().encode(rows.map(texts).join("\n"))).map((what) => `frame ${number} decoded: ${what}`),
    ]);
    expected(!found.length, `a secret left the page:\n  ${found.join("\n  ")}\nin ${this}`);
    return this;
  }

  toString() {
    const more = this.rows.length - SHOWN;
    const lines = this.rows.slice(0, SHOWN).map((row) => `\n  ${told(row)} ${JSON.stringify(row)}`);
    return `${this.rows.length} events${lines.join("")}${more > 0 ? `\n  and ${more} more` : ""}`;
  }
}

/** Every text in a row but its ids, which are random. */
function texts(row) {
  const { session, stream, path, ...rest } = row;
  return Object.values(rest).flat().filter((value) => typeof value == "string").join("\n");
}
