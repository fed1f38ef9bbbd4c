// Chromium with no window, and real input for it: through the browser's own input pipeline (CDP), so
// events are trusted, coalesced and timed as they are for people.

import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { keyEvent } from "./keys.mjs";
import { require } from "./modules.mjs";

const { chromium } = require("playwright-core");

const FLAGS = [
  // In containers the sandbox's kernel features are missing; the pages are our own.
  "--no-sandbox",
  "--disable-gpu",
  // Nothing but the page is to be loaded: no updates, no lookups, and no proxy answers at port 9.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--proxy-server=http://127.0.0.1:9",
  "--proxy-bypass-list=127.0.0.1",
  // Libraries that leave robots out must not know.
  "--disable-blink-features=AutomationControlled",
];

/** The browser's program: $CHROMIUM, else the first of its names on the PATH. */
export function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // Perhaps under the next name.
    }
  }
  throw new Error("no Chromium is on the PATH; set CHROMIUM");
}

/** A browser of its own with one page, and the errors that the page has told. */
export async function launch({ width = 1280, height = 800, dpr = 1, locale = "en-GB" } = {}) {
  const browser = await chromium.launch({
    executablePath: program(),
    headless: true,
    args: FLAGS,
    ignoreDefaultArgs: ["--enable-automation"],
  });
  const version = browser.version();
  const context = await browser.newContext({
    viewport: { width, height },
    screen: { width: Math.max(width, 1440), height: Math.max(height, 900) },
    deviceScaleFactor: dpr,
    locale,
    // Some libraries stay silent for a user agent that says "Headless".
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version.split(".")[0]}.0.0.0 Safari/537.36`,
  });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() == "error" && errors.push(message.text()));
  return { browser, version, context, page, errors, cdp: await context.newCDPSession(page) };
}

/** The CDP message of one planned input. */
function message({ what, x, y, by, count, key, held = 0 }) {
  const mouse = (type, more) => ["Input.dispatchMouseEvent", { type, x, y, pointerType: "mouse", ...more }];
  switch (what) {
    case "move":
      return mouse("mouseMoved", { button: "none", buttons: 0 });
    case "press":
      return mouse("mousePressed", { button: "left", buttons: 1, clickCount: count });
    case "release":
      return mouse("mouseReleased", { button: "left", buttons: 0, clickCount: count });
    case "wheel":
      return mouse("mouseWheel", { deltaX: 0, deltaY: by });
    default:
      return ["Input.dispatchKeyEvent", keyEvent(what == "down", key, held)];
  }
}

/** Inputs that come later than this, ms, count as late. */
const LATE = 20;

/** Plays a plan in real time; gives back how many of its inputs came late. */
export async function play(cdp, { inputs, lasts }) {
  const [began, epoch] = [performance.now(), Date.now()];
  const sent = [];
  let late = 0;
  for (const input of inputs) {
    const wait = input.t - (performance.now() - began);
    if (wait > 0.5) await sleep(wait);
    else if (wait < -LATE) late++;
    const [method, given] = message(input);
    // The time it was meant for, so that a busy machine does not change the plan.
    sent.push(cdp.send(method, { ...given, timestamp: (epoch + input.t) / 1000 }).catch(() => {}));
  }
  await sleep(Math.max(0, lasts - (performance.now() - began)));
  await Promise.all(sent);
  return late;
}
