// Two measurements of a library in a browser of its own: starting in a loaded page, and one whole visit.

import { setTimeout as sleep } from "node:timers/promises";
import { LIBRARIES, slug } from "./bundle.mjs";
import { launch, play } from "./chrome.mjs";

/** What a page may take to be ready for recording, ms. */
const PATIENCE = 12_000;
/** After the start, ms: libraries put off work, and it belongs to starting. */
const SETTLE = 2500;

async function opened(origin, query) {
  const visit = await launch();
  // Ticks of the thread's own clock: what other programs take does not count.
  await visit.cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await visit.page.goto(`${origin}/${query}`, { waitUntil: "load" });
  return { ...visit, system: await visit.browser.newBrowserCDPSession() };
}

/** CPU of the main thread and of the whole renderer (in steps of 10 ms), script's share of it, ms; heap, bytes. */
async function counters({ cdp, system }) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  const value = (name) => metrics.find((metric) => metric.name == name).value;
  return {
    main: value("TaskDuration") * 1000,
    script: value("ScriptDuration") * 1000,
    process: processInfo.filter(({ type }) => type == "renderer").reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0),
    heap: value("JSHeapUsedSize"),
  };
}

async function collected(visit) {
  for (let turn = 0; turn < 2; turn++) await visit.cdp.send("HeapProfiler.collectGarbage");
  return counters(visit);
}

const less = (after, before) => Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));

async function ready({ page }) {
  const outcome = await page.evaluate((patience) => Promise.race([bench.ready.then(() => "ready", String), new Promise((give) => setTimeout(give, patience, "too late"))]), PATIENCE);
  if (outcome != "ready") throw new Error(`the library did not start: ${outcome}`);
}

/** Starting in a page that is there already. `name` is nothing for the page alone. */
export async function starting(server, name) {
  const visit = await opened(server.origin, "");
  try {
    // What drives the browser puts scripts of its own into the page the first time: no library's cost.
    await visit.page.addScriptTag({ content: "globalThis.bench = { ready: Promise.resolve() }" });
    await ready(visit);
    await sleep(500);
    const before = await collected(visit);
    let times = {};
    if (name) {
      await visit.page.addScriptTag({ url: `${server.origin}/lib/${slug(name)}/bundle.js` });
      await ready(visit);
      times = await visit.page.evaluate(() => ({ evaluated: bench.evaluated, returned: bench.returned, recording: bench.recording }));
    }
    await sleep(SETTLE);
    const { main, script } = less(await counters(visit), before);
    const { heap } = less(await collected(visit), before);
    return { ...times, main, script, heap };
  } finally {
    await visit.browser.close();
    if (name) server.take(slug(name));
  }
}

/** One visit with the plan's input, from the page's load until it is left. */
export async function visiting(server, name, plan) {
  const visit = await opened(server.origin, name ? `?with=${slug(name)}` : "");
  const { page } = visit;
  let told;
  try {
    if (name) await ready(visit);
    await sleep(1500);
    const before = await counters(visit);
    const late = await play(visit.cdp, plan);
    await sleep(300);
    if (name) await page.evaluate(() => Promise.race([bench.flush(), new Promise((give) => setTimeout(give, 3000))]));
    await sleep(1200);
    const { main, script, process } = less(await counters(visit), before);
    const { events, clicks } = await page.evaluate(() => happened);
    const { heap } = await collected(visit);
    told = { main, script, process, heap, late, events };
    check(plan, clicks, visit.errors);
    // What a library sends when it is left is part of the visit.
    await page.goto(`${server.origin}/left`);
    await sleep(900);
  } finally {
    await visit.browser.close();
  }
  const bodies = name ? server.take(slug(name)) : [];
  const recorded = name && bodies.reduce((sum, body) => sum + LIBRARIES[name].clicks(body), 0);
  // A library that left out much has nothing to be compared with.
  if (name && recorded < plan.clicks.length / 2) throw new Error(`of ${plan.clicks.length} clicks it told ${recorded}`);
  return { ...told, requests: bodies.length, bytes: bodies.reduce((sum, { length }) => sum + length, 0) };
}

/** A visit that went otherwise than planned measures something else. */
function check({ clicks: meant }, came, errors) {
  // Enter on a button makes a click as well, so there may be more than were planned.
  const left = [...came];
  for (const target of meant) {
    const at = target ? left.indexOf(target) : 0;
    if (at < 0 || !left.length) throw new Error(`the click on ${target ?? "a text"} did not come; there were ${came.join(" ")}`);
    left.splice(at, 1);
  }
  if (errors.length) throw new Error(`the page told of errors: ${errors[0]}`);
}
