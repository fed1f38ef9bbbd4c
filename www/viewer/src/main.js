// The composition root: which parts there are, and what each hears of the others.

import { About } from "./about.js";
import { Api, Refused } from "./api.js";
import { id, press, write } from "./dom.js";
import { showFacts } from "./facts.js";
import { plural } from "./format.js";
import { List } from "./list.js";
import { Loader } from "./loader.js";
import { Sessions } from "./sessions.js";
import { Stage } from "./stage.js";
import { Tabs } from "./tabs.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";
import { Visit } from "./visit.js";

/** How often the collector is asked for news, in ms. */
const POLL = 2000;

const api = new Api();
const transport = new Transport(() => redraw());
const { player } = transport;
const timeline = new Timeline(player);
const list = new List((at) => player.seek(at - visit.first));
const stage = new Stage(() => redraw());
const about = new About();
const tabs = new Tabs(() => redraw());
const sessions = new Sessions((session) => (location.hash = session));

let reader = null;
let visit = null;
let loader = null;
let loading = null;

// ---------------------------------------------------------------- asking the collector

async function poll() {
  try {
    const found = await api.sessions();
    id("token-form").hidden = true;
    sessions.update(found);
    status(found.length ? plural(found.length, "session") : "No session yet");
    await refresh(found);
  } catch (error) {
    if (error.name !== "AbortError") {
      id("token-form").hidden = !(error instanceof Refused);
      status(error.message, true);
    }
  }
  setTimeout(poll, POLL);
}

function status(text, wrong = false) {
  write(id("collector"), text);
  id("collector").classList.toggle("wrong", wrong);
}

id("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  api.token = id("token").value.trim();
  id("token").value = "";
  api.sessions().then((found) => {
    id("token-form").hidden = true;
    sessions.update(found);
    status(plural(found.length, "session"));
    openFromAddress();
  }, (error) => status(error.message, true));
});

// ---------------------------------------------------------------- opening a session

/** The session in the address (`/viewer/#0123…`), so that a visit can be linked to. */
function openFromAddress() {
  const session = location.hash.slice(1);
  if (/^[0-9a-f]{32}$/.test(session)) open(session);
}

async function open(session) {
  if (visit?.session === session && visit.events.length) return;
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  visit = null;
  player.pause();
  sessions.mark(session);
  explain("Opening the visit …", "Reading its first frames.");
  try {
    reader ??= await openReader();
    const opened = new Visit(session);
    const its = new Loader(api, reader, opened);
    await its.load(signal, (frames) => explain("Opening the visit …", `${plural(frames, "frame")} read so far.`));
    if (signal.aborted) return;
    loader = its;
    show(opened);
  } catch (error) {
    if (!signal.aborted) explain("This visit cannot be shown", error.message);
  }
}

async function openReader() {
  let module;
  try {
    module = await import("/pkg/reader.js");
  } catch {
    throw new Error("The reader (/pkg/reader.js) is not there. Build the package, and let the collector serve it under /pkg.");
  }
  return module.open();
}

function explain(title, text) {
  id("visit").hidden = true;
  id("events").hidden = true;
  id("empty").hidden = false;
  write(id("empty-title"), title);
  write(id("empty-text"), text);
  stage.clear();
}

function show(opened) {
  if (!opened.events.length) {
    const reasons = [...opened.unreadable].map(([reason, frames]) => `${plural(frames, "frame")} could not be read: ${reason}.`);
    return explain("There is nothing to show", reasons.join(" ") || "The session holds no events.");
  }
  id("empty").hidden = true;
  id("visit").hidden = false;
  visit = opened;
  showEvents(id("toggle-events").getAttribute("aria-pressed") === "true");
  tabs.open(visit);
  player.open(visit.events);
  timeline.open(visit);
  list.open(visit);
  showFacts(visit);
  redraw();
}

/** Appends what the open session has got since. */
async function refresh(found) {
  const entry = found.find(({ session }) => session === visit?.session);
  if (!entry) return;
  if (entry.frames <= loader.frames || visit.full) return;
  const { signal } = loading;
  const grown = await loader.load(signal, () => {});
  if (signal.aborted || !grown) return;
  tabs.grown(visit);
  player.grown(visit.events);
  timeline.draw();
  list.grown();
  showFacts(visit);
}

// ---------------------------------------------------------------- drawing

let drawn = 0;

/** Draws once before the next screen frame, however often it is asked to. */
function redraw() {
  drawn ||= requestAnimationFrame(() => {
    drawn = 0;
    if (!visit) return;
    const at = visit.first + player.t;
    const stream = visit.streamAt(at, tabs.chosen);
    stage.show(stream, at, player.speed);
    about.draw(visit, stream);
    tabs.draw(visit, stream, at);
    transport.draw();
    timeline.move();
    list.follow(at);
  });
}

transport.paced = () => timeline.draw();
transport.stepEvent = (direction) => {
  const at = visit.first + player.t;
  let index = visit.indexAt(at);
  // Several events may share a moment: back means to an earlier one.
  while (direction < 0 && visit.events[index]?.t === at) index--;
  const next = visit.events[direction > 0 ? index + 1 : index];
  if (next) player.seek(next.t - visit.first);
};

function showEvents(on) {
  press(id("toggle-events"), on);
  id("events").hidden = !on;
}

id("toggle-events").addEventListener("click", () => showEvents(id("events").hidden));
addEventListener("hashchange", openFromAddress);
openFromAddress();
poll();
