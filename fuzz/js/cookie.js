// Whatever stands in the cookie jar, and however the site names its cookie: a session is taken only when it is
// well-formed, ours alone and not over, and what is written cannot break out of its line.
import assert from "node:assert/strict";
import { jar, refused } from "../../src/capture/edge.js";
import { page } from "./page.js";

const ID = /^[\da-f]{32}$/;
// As in edge.js, in minutes.
const [IDLE, LONGEST] = [30, 1440];

/** A case is what is in the jar, the site's options, the protocol, the minute, and whether the jar keeps anything. */
export function run({ cookies, options, protocol, minute, keeps }) {
  const lines = page({ cookies: cookies.split("; "), protocol, keeps });
  Date.now = () => minute * 60_000;
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  const kept = jar(options);
  const found = kept.find();
  const off = refused(options, kept);
  const id = kept.join();

  const ours = cookies.split(/;\s*/).filter((pair) => pair.split("=")[0] == kept.name);
  if (found) {
    const [taken, began] = found;
    assert.match(taken, ID);
    assert.equal(ours.length, 1);
    const [last] = /\d+$/.exec(ours[0]);
    assert.ok(ours[0].startsWith(`${kept.name}=${taken}.`));
    assert.ok(Math.abs(minute - began) <= LONGEST && Math.abs(minute - last) <= IDLE);
    assert.deepEqual([id, lines], [taken, []]);
  }
  assert.match(id, ID);
  assert.equal(!!off, cookies.split(/;\s*/).includes(`${kept.name}=off`) || options.consent == "denied");
  for (const line of lines) {
    const [pair, ...rest] = line.split("; ");
    assert.equal(pair, `${kept.name}=${id}.${minute}.${minute}`);
    assert.ok(rest.every((part) => /^(Path=\/|SameSite=(Lax|None)|Partitioned|Secure|Domain=shop\.example)$/.test(part)), line);
  }
  return `${found ? "joined" : ours.length} ${off} ${lines.length} ${lines[0]?.replace(/^[^;]+/, "")}`;
}
