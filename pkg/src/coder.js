/** The coder's wasm (src/coder.rs), shared by all recordings of this page. */
let coder;
let asked;

/**
 * Fetches the coder once the page has nothing better to do: it saves bytes, and frames are as good
 * without. Where it cannot be had they stay plain; it is asked for once a page, as a browser tells
 * of each failure.
 */
export const fetchCoder = (source, instantiate) => {
  if (!source || asked) return;
  asked = true;
  (window.requestIdleCallback ?? setTimeout)(async () => {
    try {
      const [exports] = await instantiate(source);
      // Makes it ready: the first frame need not wait for that.
      exports.room(0);
      coder = exports;
    } catch {}
  });
};

/** Codes a plain frame in its place. Gives its new length, 0 where it stays as it is. */
export const code = (frame) => {
  if (!coder) return 0;
  const at = coder.room(frame.length);
  const place = () => new Uint8Array(coder.memory.buffer, at, frame.length);
  place().set(frame);
  const length = coder.code();
  // The memory may have grown.
  frame.set(place().subarray(0, length));
  return length;
};
