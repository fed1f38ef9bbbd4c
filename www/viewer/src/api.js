// The collector's read API.

/** Longest frame a collector stores (docs/FORMAT.md). A longer length is a damaged answer. */
const MAX_FRAME = 65_536;
/** Most sessions taken from one answer, so that a flooded collector cannot freeze the list. */
const MAX_SESSIONS = 20_000;

/** The collector wants a token, or another one. */
export class Refused extends Error {}

export class Api {
  /** Kept in memory only: a reload asks again. */
  token = "";

  /** The sessions, newest first. */
  async sessions() {
    const answer = await this.#get("/v1/sessions");
    const list = await answer.json();
    if (!Array.isArray(list)) throw new Error("The collector's list of sessions is not a list.");
    return list.filter((entry) => /^[0-9a-f]{32}$/.test(entry?.session)).slice(0, MAX_SESSIONS);
  }

  /** The frames of a session as they arrive, one `Uint8Array` each, ordered by stream and sequence. */
  async *frames(session, signal) {
    const answer = await this.#get(`/v1/sessions/${session}/frames`, signal);
    const body = answer.body.getReader();
    let rest = new Uint8Array(0);
    try {
      for (;;) {
        const { done, value } = await body.read();
        if (done) break;
        rest = rest.length ? joined(rest, value) : value;
        let at = 0;
        while (rest.length - at >= 4) {
          const length = new DataView(rest.buffer, rest.byteOffset + at).getUint32(0, true);
          if (length > MAX_FRAME) throw new Error("The collector's answer is damaged: a frame cannot be that long.");
          if (rest.length - at - 4 < length) break;
          yield rest.subarray(at + 4, at + 4 + length);
          at += 4 + length;
        }
        rest = rest.subarray(at);
      }
    } finally {
      body.cancel().catch(() => {});
    }
    if (rest.length) throw new Error("The collector's answer ended in the middle of a frame.");
  }

  async #get(path, signal) {
    const headers = this.token ? { authorization: `Bearer ${this.token}` } : {};
    let answer;
    try {
      answer = await fetch(path, { headers, signal, cache: "no-store" });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The collector does not answer. Is it still running?");
    }
    if (answer.status === 401 || answer.status === 403) {
      throw new Refused(this.token ? "The collector does not accept this token." : "The collector asks for a token.");
    }
    if (answer.status === 404) throw new Error("The collector no longer has this session.");
    if (!answer.ok) throw new Error(`The collector answered with status ${answer.status}.`);
    return answer;
  }
}

function joined(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
