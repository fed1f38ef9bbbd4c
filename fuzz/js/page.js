// A page in Node.js, as far as the session's cookie needs one.

/** Makes one with those cookies, in a frame of another origin or in none, whose jar keeps what is written or does
 * not; gives back the lines that are written. */
export function page({ cookies = [], protocol = "http:", keeps = true, framed } = {}) {
  const lines = [];
  globalThis.location = { protocol, hostname: "www.shop.example" };
  globalThis.top = { get location() { if (framed) throw new Error("another origin"); return { href: "https://shop.example/" }; } };
  globalThis.document = {
    get cookie() {
      return cookies.join("; ");
    },
    set cookie(line) {
      lines.push(line);
      const [name] = line.split("=");
      if (!keeps) return;
      const at = cookies.findIndex((cookie) => cookie.startsWith(`${name}=`));
      if (at >= 0) cookies.splice(at, 1);
      if (!/Max-Age=0/.test(line)) cookies.push(line.split(";")[0]);
    },
  };
  return lines;
}
