// node bench/sessions/record.mjs article|shop --seed N [--url URL] [--out FILE]
//
// Plays a visit with real input in Chromium and writes what a recorder could have seen, one JSON line
// an event. README.md describes the lines.

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { launch, play } from "../lib/chrome.mjs";
import { Hand } from "../lib/hand.mjs";
import { layoutOf } from "../lib/layout.mjs";
import { seeded } from "../lib/random.mjs";
import { serve } from "../lib/server.mjs";
import { ARTICLE } from "../lib/sites.mjs";
import { article, shop, SHOP } from "../lib/stories.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** The seed of side-by-side measurements: what is measured must not be what one has learnt from. */
const KEPT_FOR_MEASURING = 20240607;

/** Inputs that may come late: more, and the machine was too busy for its times to be a person's. */
const MOST_LATE = 20;

const { values: options, positionals: [story] } = parseArgs({
  allowPositionals: true,
  options: { url: { type: "string" }, seed: { type: "string" }, out: { type: "string" } },
});
const seed = Number(options.seed);
if (!["article", "shop"].includes(story) || !Number.isInteger(seed)) throw new Error("usage: record.mjs article|shop --seed N [--url URL] [--out FILE]");
if (story == "shop" && !options.url) throw new Error("the shop is served by the collector: --url says where");
if (seed == KEPT_FOR_MEASURING) throw new Error("this seed is kept for measuring");
const random = seeded(seed);

const screens = [[1280, 800, 1], [1280, 800, 1], [1440, 900, 2], [1366, 768, 1], [1920, 1080, 1]];
const [width, height, dpr] = random.pick(screens);
const style = {
  hz: random.pick([60, 75, 100, 125, 125]),
  tremor: random.between(0.3, 0.7),
  pace: random.between(0.85, 1.3),
  wheel: random.chance(0.65) ? "notch" : "glide",
  overshoot: random.between(0, 0.35),
  grain: 1 / dpr,
};

// The long read is the bench's own page, unless another with the same parts is named.
const server = options.url ? undefined : await serve(new Map());
const visit = await launch({ width, height, dpr, locale: random.pick(["en-GB", "en-US", "de-DE", "fr-FR"]) });
const { page, cdp } = visit;
const lines = [];
await cdp.send("Runtime.enable");
await cdp.send("Runtime.addBinding", { name: "desirelineLines" });
cdp.on("Runtime.bindingCalled", ({ payload }) => lines.push(...payload.split("\n")));
await page.addInitScript({ path: join(here, "probe.js") });
const clicked = [];
cdp.on("Runtime.bindingCalled", ({ payload }) => {
  for (const line of payload.split("\n").map(JSON.parse)) if (line.type == "click" && line.detail > 0) clicked.push(line.target);
});

async function scene(tell, start) {
  const selectors = [".brand", ".thumb:nth-child(2)", ".thumb:nth-child(3)"];
  const layout = await layoutOf(page, selectors);
  const hand = new Hand(random, layout, style, start);
  const told = tell(hand);
  const plan = hand.plan();
  const late = await play(cdp, plan);
  return { plan, told, late };
}

const wrong = [];
let lasted = 0;
await page.goto(options.url ?? server.origin, { waitUntil: "load" });
await sleep(600);
if (story == "article") {
  const { plan, told, late } = await scene((hand) => article(hand, random, ARTICLE));
  lasted = plan.lasts;
  await page.evaluate("desirelineSend()");
  const ids = new Map(lines.map(JSON.parse).filter(({ type }) => type == "target").map(({ n, id }) => [n, `#${id}`]));
  const hit = clicked.map((number) => ids.get(number));
  plan.clicks.forEach((want, index) => want && hit[index] != want && wrong.push(`click ${index}: ${want} was meant, ${hit[index]} was hit`));
  if (hit.length != plan.clicks.length) wrong.push(`${plan.clicks.length} clicks were meant, ${hit.length} came`);
  const { fields } = ARTICLE;
  for (const field of ["name", "mail", "secret", "message"]) {
    const value = await page.inputValue(fields[field]);
    if (value != told[field]) wrong.push(`${field} holds ${JSON.stringify(value)}, not ${JSON.stringify(told[field])}`);
  }
  if (late > MOST_LATE) wrong.push(`${late} inputs came late`);
} else {
  const scenes = Object.values(SHOP)[seed % 3];
  let end = {};
  for (const [index, name] of scenes.entries()) {
    if (name == "home" || name == "shop") continue;
    const next = scenes[index + 1];
    const left = next && page.waitForEvent("load", { timeout: 60_000 });
    const { plan, late } = await scene((hand) => shop(hand, random, name, next), end);
    if (late > MOST_LATE) wrong.push(`${late} inputs came late`);
    lasted += plan.lasts;
    end = { ...plan.end, t: 0 };
    if (left) await left;
    await sleep(500);
  }
  if (!page.url().endsWith("/thanks.html")) wrong.push(`the visit ended at ${page.url()}`);
}
await page.goto("about:blank");
await sleep(300);
await visit.browser.close();
server?.close();
if (wrong.length) {
  console.error(`${story} ${seed}: ${wrong.join("; ")}`);
  process.exit(1);
}
const out = options.out ?? join(here, story == "article" ? `${seed}.ndjson` : `shop-${seed}.ndjson`);
writeFileSync(out, lines.join("\n") + "\n");
console.log(`${story} ${seed}: ${(lasted / 1000).toFixed(1)} s, ${lines.length} lines, ${width}x${height}@${dpr}, ${style.wheel}, ${style.hz} Hz`);
