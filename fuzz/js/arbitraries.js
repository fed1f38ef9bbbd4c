// What is tried: mostly what is nearly right, sometimes anything at all.
import { OPTIONS } from "../../pkg/src/attributes.js";
import { NAMES } from "./values.js";

export const arbitraries = (fc) => {
  const odd = fc.oneof(
    fc.constantFrom(...NAMES).map(($) => ({ $ })),
    fc.json().map((text) => JSON.parse(text)),
    fc.string({ unit: "binary" }),
    fc.double().map((number) => (Number.isFinite(number) ? number : { $: "nan" })),
  );
  // Four of five are as they should be, so that what is checked last is reached too.
  const mostly = (...right) => fc.oneof({ weight: 8, arbitrary: fc.oneof(...right) }, { weight: 2, arbitrary: odd });
  const words = (...some) => fc.constantFrom(...some);
  const list = (...some) => fc.array(mostly(words(...some)), { maxLength: 4 });
  const bool = fc.boolean();
  const selector = fc.oneof(words(".card", "#a > b, i", "[name=x]", "", "{", "a,", "!"), fc.string());
  const selectors = mostly(selector, fc.array(mostly(selector), { maxLength: 3 }));
  const token = fc.string({ unit: fc.constantFrom(..."aZ9!#$%&'*+.^_`|~-"), maxLength: 70 });

  const options = fc.record(
    {
      endpoint: mostly(words("/v1/frames", "https://collector.example/", "//other.example/x"), fc.webUrl(), words({ $: "function" }, { $: "url" })),
      headers: mostly(fc.dictionary(words("x-site", "a b", "é", ""), mostly(fc.string())), words({ $: "headers" })),
      credentials: mostly(words("omit", "same-origin", "include", "omit\n")),
      cookie: mostly(words("desireline", "__Host-x", false), token),
      domain: mostly(words("shop.example", "www.shop.example", "example.org", "shop.example; Max-Age=1"), fc.domain()),
      partitioned: mostly(bool),
      persist: mostly(bool),
      interval: mostly(fc.integer({ min: 900, max: 61_000 })),
      tolerance: mostly(fc.double({ min: -1, max: 51, noNaN: true })),
      without: mostly(list("scroll", "key", "move ", "")),
      signals: mostly(bool),
      diagnostics: mostly(list("errors", "long_tasks", "resources", "vitals")),
      frustration: mostly(bool),
      consent: mostly(words("granted", "pending", "denied")),
      gpc: mostly(bool),
      dnt: mostly(bool),
      sample: mostly(fc.double({ min: -0.1, max: 1.1, noNaN: true })),
      block: selectors,
      mask: selectors,
      allow: selectors,
      keys: selectors,
      forms: mostly(fc.array(mostly(fc.record({ form: mostly(selector), success: mostly(selector, words("/thanks", "/order/*")), failure: mostly(selector) }, { requiredKeys: [] })), { maxLength: 3 })),
      parameters: mostly(list("page", "q", "")),
      hash: mostly(bool),
      redact: mostly(words({ $: "function" }, { $: "throws" })),
      another: odd,
    },
    { requiredKeys: [] },
  );
  const endpoint = fc.record({ endpoint: words("/v1/frames", { $: "function" }) });
  const given = fc.tuple(endpoint, options).map(([right, rest]) => ({ ...right, ...rest }));
  // One option at a time, beside what must be there.
  const single = fc.tuple(endpoint, options, fc.nat()).map(([right, rest, at]) => {
    const names = Object.keys(rest);
    const name = names[at % names.length];
    return name ? { ...right, [name]: rest[name] } : right;
  });
  const said = fc.oneof(words("true", "false", "", "0", "5000", "0x10", "a b", ".card", "granted", "errors vitals", "{"), fc.string(), fc.double().map(String));
  const dataset = fc.dictionary(words(...OPTIONS, "other"), said, { maxKeys: 5 }).map((all) => ({ endpoint: "/v1/frames", ...all }));
  const host = words("www.shop.example", "localhost", "127.0.0.1", "");

  const hex = (units, most) => fc.string({ unit: fc.constantFrom(...units), minLength: 64 - most, maxLength: most });
  const id = fc.oneof(hex("0123456789abcdef", 32), hex("0123456789abcdefg", 32), hex("0aA", 33));
  const MINUTE = 29_000_000;
  const time = fc.oneof(fc.integer({ min: MINUTE - 35, max: MINUTE + 35 }).map(String), fc.integer({ min: MINUTE - 1500, max: MINUTE + 1500 }).map(String), fc.string({ unit: fc.constantFrom(..."0123456789-. e"), maxLength: 12 }));
  const kept = fc.tuple(id, time, time).map((parts) => parts.join("."));
  const name = words("desireline", "__Host-desireline", "own", "Desireline", "");
  const pair = fc.oneof(
    fc.tuple(name, fc.oneof(kept, words("off", "", "=", "off "), fc.string())).map((both) => both.join("=")),
    fc.string({ unit: "binary" }),
  );
  const cookies = fc.tuple(fc.array(pair, { maxLength: 5 }), words("; ", ";", ";  ")).map(([pairs, between]) => pairs.join(between));
  const site = fc.record({ cookie: words("own", "desireline"), domain: words("shop.example"), partitioned: bool, gpc: bool, dnt: bool, consent: words("granted", "pending", "denied") }, { requiredKeys: [] });

  return {
    options: fc.oneof(
      fc.record({ options: fc.oneof({ weight: 4, arbitrary: single }, { weight: 4, arbitrary: given }, { weight: 1, arbitrary: odd }), host }),
      fc.record({ attributes: dataset, host }),
    ),
    cookie: fc.record({ cookies, options: site, protocol: words("https:", "http:"), minute: fc.constant(MINUTE), keeps: bool }),
  };
};
