// A collector in the page's memory, for tests. `fetch` goes there for one endpoint only. Like its
// neighbours this file stands in the npm package's testkit and in the Rust one.

/** Takes what is posted to `endpoint` until `restore()`. `answers` are given one each, then 204: a
 * status; "cut" for a connection that breaks; "throw" for a `fetch` that somebody blocks; "hold"
 * for an answer that comes with `release()`. */
export function memoryCollector({ endpoint = "/v1/frames", answers = [] } = {}) {
  const address = (url) => new URL(url?.url ?? url, location.href).href;
  const ours = address(endpoint);
  const before = window.fetch;
  const requests = [];
  const queue = [...answers];
  let held = [];
  let taken = 0;
  let open = true;

  const answered = (status) => new Response(null, { status });
  const fetch = (url, init = {}) => {
    if (!open || address(url) != ours) return before.call(window, url, init);
    requests.push({ ...init, url: String(url?.url ?? url), body: new Uint8Array(init.body) });
    const answer = queue.shift() ?? 204;
    if (answer == "throw") throw new TypeError("blocked");
    if (answer == "cut") return Promise.reject(new TypeError("Failed to fetch"));
    if (answer != "hold") return Promise.resolve(answered(answer));
    return new Promise((done, refuse) => {
      held.push(done);
      init.signal?.addEventListener("abort", () => refuse(init.signal.reason));
    });
  };
  window.fetch = fetch;

  return {
    endpoint,
    requests,
    get frames() {
      return requests.map(({ body }) => body);
    },
    /** The frames since this was asked last. */
    fresh() {
      const fresh = requests.slice(taken).map(({ body }) => body);
      taken = requests.length;
      return fresh;
    },
    answer: (...next) => void queue.push(...next),
    release(status = 204) {
      held.forEach((done) => done(answered(status)));
      held = [];
    },
    restore() {
      open = false;
      // Somebody may have wrapped it meanwhile; closed, it only passes on.
      if (window.fetch == fetch) window.fetch = before;
    },
  };
}
