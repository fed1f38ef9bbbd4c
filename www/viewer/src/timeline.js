// The timeline: pages by tab, how much happened when, and marks for what matters. It is drawn
// pixel by pixel, so a million events cost no more marks than the screen has columns.

import { id, paper, write } from "./dom.js";
import { clock, path } from "./format.js";
import { groupOf, MARKED } from "./kinds.js";
import { phasesOf } from "./phases.js";

const LANE = 20;
/** Tabs that get a lane of their own; the others share the last. */
const MAX_LANES = 4;
const GRAPH = 24;
const MARKS = 14;
const SIDE = 8;

/** A group's colour and how its marks are drawn (layout.css has the same colours). */
const MARKS_OF = {
  page: ["#cfd8d2", dot],
  click: ["#f0a868", dot],
  input: ["#7fb4e6", dot],
  submit: ["#86c98f", large],
  scroll: ["#8a979c", dash],
  wrong: ["#f0927e", wedge],
  site: ["#e3b76c", diamond],
};
/** Stretches in which there was nothing to see. */
const PHASES = { hidden: "rgb(10 13 14 / .62)", paused: "rgb(122 84 40 / .5)" };

export class Timeline {
  #box = id("timeline");
  #track = id("track");
  #playhead = id("playhead");
  #tip = id("tip");
  #player;
  #visit = null;
  #width = 0;

  constructor(player) {
    this.#player = player;
    this.#listen();
    new ResizeObserver(() => this.draw()).observe(this.#box);
  }

  open(visit) {
    this.#visit = visit;
    this.draw();
  }

  /** Draws the whole track. Called when the visit, its pace or the width changes. */
  draw() {
    const visit = this.#visit;
    this.#width = this.#box.clientWidth;
    if (!visit?.events.length || !this.#width) return;
    const lanes = Math.min(visit.tabs.length, MAX_LANES);
    const height = lanes * (LANE + 3) + GRAPH + MARKS;
    this.#track.style.height = `${height}px`;
    const context = paper(this.#track, this.#width, height);
    this.#drawPages(context, lanes);
    this.#drawPhases(context, lanes);
    this.#drawEvents(context, lanes * (LANE + 3), height);
    this.#drawGaps(context, height);
    this.move();
  }

  /** Puts the playhead where the player is. */
  move() {
    this.#playhead.style.translate = `${this.#x(this.#player.t)}px 0`;
    const set = (name, value) => this.#box.setAttribute(name, value);
    set("aria-valuemax", Math.round(this.#player.length / 1000));
    set("aria-valuenow", Math.round(this.#player.t / 1000));
    set("aria-valuetext", `${clock(this.#player.t)} of ${clock(this.#player.length)}`);
  }

  /** Visit time (ms from the beginning) → place on the screen. */
  #x(t) {
    const { pace } = this.#player;
    const part = pace.length > 0 ? pace.shown(t) / pace.length : 0;
    return SIDE + part * (this.#width - 2 * SIDE);
  }

  #time(x) {
    const { pace } = this.#player;
    const part = Math.min(1, Math.max(0, (x - SIDE) / (this.#width - 2 * SIDE)));
    return pace.visit(part * pace.length);
  }

  #drawPages(context, lanes) {
    const { tabs, first } = this.#visit;
    context.font = `11px ${getComputedStyle(this.#box).fontFamily}`;
    context.textBaseline = "middle";
    tabs.forEach((tab, number) => {
      const y = Math.min(number, lanes - 1) * (LANE + 3);
      let filled = 0;
      tab.streams.forEach((stream, index) => {
        const next = tab.streams[index + 1];
        const from = this.#x(stream.first - first);
        const to = next ? this.#x(next.first - first) : this.#x(Math.max(stream.last, stream.first) - first);
        // Pages that lie in a pixel already drawn would not be seen.
        if (to <= filled && index) return;
        filled = to;
        const width = Math.max(2, to - from - 2);
        context.fillStyle = index % 2 ? "#2b353a" : "#323e43";
        context.beginPath();
        context.roundRect(from, y, width, LANE, 4);
        context.fill();
        if (width > 34) {
          context.save();
          context.beginPath();
          context.rect(from, y, width - 6, LANE);
          context.clip();
          context.fillStyle = "#b9c4bf";
          context.fillText(path(stream.url), from + 7, y + LANE / 2 + 0.5);
          context.restore();
        }
      });
    });
  }

  /** Shades the page where it was out of sight or not recorded. */
  #drawPhases(context, lanes) {
    const { tabs, first } = this.#visit;
    tabs.forEach((tab, number) => {
      const y = Math.min(number, lanes - 1) * (LANE + 3);
      for (const stream of tab.streams) {
        for (const { sort, from, to } of phasesOf(stream.events, stream.last)) {
          const [start, end] = [this.#x(from - first), this.#x(to - first)];
          context.fillStyle = PHASES[sort];
          context.fillRect(start, y, Math.max(2, end - start), LANE);
        }
      }
    });
  }

  #drawEvents(context, top, height) {
    const { events, first } = this.#visit;
    const columns = Math.max(1, Math.floor(this.#width));
    const density = new Uint32Array(columns + 1);
    const marked = Object.fromEntries(MARKED.map((kind) => [kind, new Uint8Array(columns + 1)]));
    for (const { t, kind } of events) {
      const column = Math.round(this.#x(t - first));
      density[column]++;
      if (marked[kind]) marked[kind][column] = 1;
    }
    let most = 1;
    for (const n of density) most = Math.max(most, n);
    context.fillStyle = "#4a5a60";
    for (let column = 0; column <= columns; column++) {
      // The root, so that a burst of pointer samples does not flatten everything else.
      const bar = Math.sqrt(density[column] / most) * (GRAPH - 4);
      if (bar > 0) context.fillRect(column, top + GRAPH - bar, 1, bar);
    }
    const y = height - MARKS / 2;
    for (const kind of MARKED) {
      const [colour, draw] = MARKS_OF[groupOf(kind)];
      context.fillStyle = colour;
      for (let column = 0; column <= columns; column++) {
        if (!marked[kind][column]) continue;
        context.beginPath();
        draw(context, column, y);
        context.fill();
      }
    }
  }

  #drawGaps(context, height) {
    const { pace } = this.#player;
    let before = -9;
    context.strokeStyle = "rgb(255 255 255 / .16)";
    context.lineWidth = 1;
    for (const gap of pace.gaps) {
      const [from, to] = [this.#x(gap.from), this.#x(gap.to)];
      // Marks closer than this run into one another.
      if (from - before < 4) continue;
      before = from;
      context.save();
      context.beginPath();
      context.rect(from, 0, Math.max(3, to - from), height);
      context.clip();
      context.fillStyle = "rgb(20 24 26 / .6)";
      context.fillRect(from, 0, Math.max(3, to - from), height);
      context.beginPath();
      for (let x = from - height; x < to + 3; x += 5) {
        context.moveTo(x, height);
        context.lineTo(x + height, 0);
      }
      context.stroke();
      context.restore();
    }
  }

  #listen() {
    const at = (event) => event.clientX - this.#box.getBoundingClientRect().left;
    this.#box.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#box.setPointerCapture(event.pointerId);
      this.#player.seek(this.#time(at(event)));
    });
    this.#box.addEventListener("pointermove", (event) => {
      if (this.#box.hasPointerCapture(event.pointerId)) this.#player.seek(this.#time(at(event)));
      this.#hover(at(event));
    });
    this.#box.addEventListener("pointerleave", () => (this.#tip.hidden = true));
  }

  #hover(x) {
    if (!this.#visit?.events.length) return;
    const t = this.#time(x);
    const page = this.#visit.streamAt(this.#visit.first + t);
    this.#tip.hidden = false;
    write(this.#tip, `${clock(t)}  ${path(page?.url)}`);
    const half = this.#tip.offsetWidth / 2;
    this.#tip.style.translate = `${Math.min(Math.max(x - half, 0), this.#width - 2 * half)}px 0`;
  }
}

function dot(context, x, y) {
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
}

function large(context, x, y) {
  context.arc(x, y, 5, 0, 2 * Math.PI);
}

function dash(context, x, y) {
  context.rect(x, y - 1, 1, 2);
}

function diamond(context, x, y) {
  for (const [dx, dy] of [[0, -5], [5, 0], [0, 5], [-5, 0]]) context.lineTo(x + dx, y + dy);
}

function wedge(context, x, y) {
  for (const [dx, dy] of [[0, -6], [6, 5], [-6, 5]]) context.lineTo(x + dx, y + dy);
}
