// The panel over the list: what the browser says of the visitor, what the site says of the visit, and
// how quick the page on the stage was.

import { element, id } from "./dom.js";
import { plain } from "./format.js";
import { measured } from "./words.js";

/** Up to where a vital is good, and from where it is poor (web.dev/articles/vitals). */
const VITALS = {
  lcp: ["Largest paint", 2500, 4000],
  inp: ["Slowest answer", 200, 500],
  cls: ["Layout shift", 1000, 2500],
  fcp: ["First paint", 1800, 3000],
  ttfb: ["First byte", 800, 1800],
};
/** Most tags shown. */
const MAX_TAGS = 20;
const NETWORKS = { "slow-2g": "slow 2G", "2g": "2G", "3g": "3G", "4g": "4G or quicker" };

export class About {
  #box = id("about");
  #stream = null;
  #shown = -1;

  /** Shows what is known of the visit, and of the page that `stream` is. */
  draw(visit, stream) {
    if (stream === this.#stream && visit.events.length === this.#shown) return;
    this.#stream = stream;
    this.#shown = visit.events.length;
    const told = [...facts(visit, stream)];
    this.#box.hidden = !told.length;
    this.#box.replaceChildren(...told.map(({ name, value, grade }) => {
      const fact = element("div");
      fact.append(element("dt", "", name), element("dd", grade ?? "", value));
      fact.title = `${name}: ${value}`;
      return fact;
    }));
  }
}

/** `{ name, value, grade }` each: what is told of the visitor, the visit and the page. */
export function* facts(visit, stream) {
  const row = visit.events.find(({ kind }) => kind === "visitor")?.row;
  if (row) yield* visitor(row);
  const tags = new Map();
  for (const event of visit.events) if (event.kind === "tag") tags.set(event.row.name, event.row.value);
  for (const [name, value] of [...tags].slice(0, MAX_TAGS)) yield { name: plain(name), value: plain(value) };
  const vitals = new Map();
  for (const event of stream.events) if (event.kind === "vital") vitals.set(event.row.vital, event.row.value);
  for (const [vital, [name, good, poor]] of Object.entries(VITALS)) {
    if (!vitals.has(vital)) continue;
    const value = vitals.get(vital);
    const grade = value <= good ? "good" : value <= poor ? "middling" : "poor";
    yield { name, value: measured(vital, value), grade };
  }
}

function* visitor({ browser, version, system, languages, time_zone: zone, connection, scheme, pixel_ratio: ratio, touch, reduced_motion: still }) {
  if (browser) yield { name: "Browser", value: `${plain(browser)}${version ? ` ${version}` : ""}` };
  if (system) yield { name: "System", value: plain(system) };
  if (languages) yield { name: "Languages", value: plain(languages).replaceAll(",", ", ") };
  if (zone) yield { name: "Time zone", value: plain(zone) };
  if (NETWORKS[connection]) yield { name: "Network", value: NETWORKS[connection] };
  const screen = [`${ratio / 100}×`, touch && "touch", scheme === "dark" && "dark", still && "less motion"];
  yield { name: "Screen", value: screen.filter(Boolean).join(", ") };
}
