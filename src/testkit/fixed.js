// Clock and ids of a test's own. The recorder has no switch for them: it asks the browser, and here
// the browser answers as the test says. So what visitors download is as it was.

/** Until `restore()` the page's clocks stand still unless `advance(ms)` moves them, and the
 * recorder's ids are these. Pages that come back from the back/forward cache count the stream up. */
export function fixed({ clock = 1_700_000_000_000, session = "5e".repeat(16), stream = "57".repeat(6), cookie = "desireline" } = {}) {
  let elapsed = 0;
  const undo = [];
  const put = (owner, name, descriptor) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { ...own, ...descriptor });
    undo.push(() => Object.defineProperty(owner, name, own));
    return own;
  };

  put(Performance.prototype, "now", { value: () => elapsed });
  put(Date, "now", { value: () => clock + elapsed });
  // An event keeps the moment at which its time was asked for first: the recorder hears it first.
  const stamps = new WeakMap();
  put(Event.prototype, "timeStamp", {
    get() {
      if (!stamps.has(this)) stamps.set(this, elapsed);
      return stamps.get(this);
    },
  });

  const kept = new RegExp(`(?:^|;\\s*)${cookie.replace(/[.$^*+|]/g, "\\$&")}=([^;]*)`);
  const jar = () => kept.exec(document.cookie)?.[1];
  const old = jar();
  const write = (value, more = "") => (document.cookie = `${cookie}=${value}; Path=/; SameSite=Lax${more}`);
  write(session);
  undo.push(() => (old == undefined ? write("", "; Max-Age=0") : write(old)));

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (digits) => parseInt(digits, 16));
  let streams = 0;
  const random = Object.getOwnPropertyDescriptor(Crypto.prototype, "getRandomValues").value;
  // The recorder alone asks for six bytes. Sixteen it asks for too, whatever is in the jar, but so do
  // others: they get them where the jar keeps nothing, as in a sandboxed frame.
  put(Crypto.prototype, "getRandomValues", {
    value(array) {
      if (array.length == 16 && array instanceof Uint8Array && jar() != session) array.set(bytes(session));
      else if (array.length == 6 && array instanceof Uint8Array) {
        array.set(bytes(stream));
        array[5] += streams++;
      } else random.call(this, array);
      return array;
    },
  });

  return {
    session,
    stream,
    /** Ms since the page began, by the fixed clock. */
    now: () => elapsed,
    advance: (ms) => void (elapsed += ms),
    restore: () => undo.splice(0).reverse().forEach((put_back) => put_back()),
  };
}
