// Whatever a site hands to `start`, or writes into the script's attributes: it is taken, and then every part
// is as the recorder needs it, or refused with a sentence. Nothing else is thrown.
import assert from "node:assert/strict";
import { attributes } from "../../pkg/src/attributes.js";
import { check } from "../../pkg/src/options.js";
import { revive } from "./values.js";

class Refused extends Error {
  code = "bad-option";
}

const refuse = (message) => {
  throw new Refused(message);
};

/** A stylesheet's selector, roughly: Node has no parser of them. What is none is thrown, as browsers do. */
const selects = (selector) => {
  if (/[{}@!]|^\s*$|,\s*$/.test(selector)) throw new SyntaxError("no selector");
};

/** A case is `{ options }` or `{ attributes }`, on a page of `host`. */
export function run({ options, attributes: given, host = "www.shop.example" }) {
  globalThis.location = { href: `https://${host}/cart`, hostname: host };
  globalThis.document = { querySelector: selects };
  let taken;
  try {
    taken = check(given ? attributes(given) : revive(options), refuse);
  } catch (error) {
    assert.ok(error instanceof Refused, error.stack);
    // A sentence for people: which option, and what it may be.
    assert.match(error.message, /^[a-z].{15,}[^.]$/i);
    return error.message.replace(/".*"/s, "");
  }
  good(taken);
  return `taken ${Object.entries(taken).map(([name, value]) => name + typeof value).join()}`;
}

const lists = (value, item) => assert.ok(Array.isArray(value) && value.every(item), `${value}`);
const text = (value) => typeof value == "string";

function good({ endpoint, request, interval, tolerance, without, diagnostics, rules, parameters, redact }) {
  assert.ok(typeof endpoint == "function" || /^https?:\/\//.test(endpoint), `${endpoint}`);
  assert.match(request.credentials, /^(omit|same-origin|include)$/);
  if (request.headers) new Headers(request.headers);
  assert.ok(interval >= 1000 && interval <= 60_000, `${interval}`);
  assert.ok(tolerance >= 0 && tolerance <= 50, `${tolerance}`);
  assert.match(without, /^[a-z_ ]*$/);
  lists(diagnostics, (what) => ["errors", "long_tasks", "resources", "vitals"].includes(what));
  lists(rules, text);
  assert.equal(rules.length, 4);
  rules.forEach((rule) => rule && selects(rule));
  lists(parameters, text);
  assert.ok(!redact || typeof redact == "function");
}
