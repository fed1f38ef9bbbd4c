// The list of events. Like events in a row are one line; only the lines in view exist.

import { element, id, press, write } from "./dom.js";
import { clock, count, plural } from "./format.js";
import { FILTERS, groupOf } from "./kinds.js";
import { lastAt } from "./visit.js";
import { sentence } from "./words.js";

/** Height of a line in CSS px (transport.css). */
const LINE = 30;
/** Browsers cannot scroll a box higher than some 17 million px (Firefox). Beyond this height
 *  a px of the scrollbar stands for more than one of the list. */
const MAX_HEIGHT = 8_000_000;
/** Lines drawn above and below the ones in view. */
const SPARE = 4;

export class List {
  #box = id("event-list");
  #inner = element("div", "lines");
  #lines = [];
  #visit = null;
  #hidden = new Set(["Moves"]);
  #current = -1;
  #seek;
  #rows = [];

  /** `seek(t)` is called with a moment in ms since 1970 when a line is chosen. */
  constructor(seek) {
    this.#seek = seek;
    this.#box.append(this.#inner);
    this.#box.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.#box);
    id("filters").append(...Object.keys(FILTERS).map((name) => this.#filter(name)));
  }

  open(visit) {
    this.#visit = visit;
    this.#current = -1;
    this.#box.scrollTop = 0;
    this.grown();
  }

  /** Groups the visit's events anew. */
  grown() {
    const kinds = new Set(Object.keys(FILTERS).filter((name) => !this.#hidden.has(name)).flatMap((name) => FILTERS[name]));
    const lines = [];
    let line = null;
    for (const event of this.#visit.events) {
      if (!kinds.has(event.kind)) continue;
      const near = line && line.last.target === event.target && line.last.stream === event.stream;
      if (near && line.last.kind === event.kind && RUNS.has(event.kind)) {
        line.last = event;
        line.times++;
      } else if (!(near && line.last.kind === "key" && event.kind === "input")) {
        // What a key did to its own field goes without saying.
        lines.push((line = { t: event.t, last: event, times: 1 }));
      }
    }
    this.#lines = lines;
    this.#inner.style.height = `${Math.min(lines.length * LINE, MAX_HEIGHT)}px`;
    write(id("event-count"), plural(this.#visit.events.length, "event"));
    this.#draw();
  }

  /** Marks the line that `at` (ms since 1970) stands on. */
  follow(at) {
    const current = lastAt(this.#lines, at);
    if (current === this.#current) return;
    this.#current = current;
    const { first, shown } = this.#view();
    if (current < first + 1 || current > first + shown - 3) this.#scrollTo(current - Math.floor(shown / 2));
    this.#draw();
  }

  #filter(name) {
    const button = element("button", "filter", name);
    button.type = "button";
    press(button, !this.#hidden.has(name));
    button.addEventListener("click", () => {
      if (!this.#hidden.delete(name)) this.#hidden.add(name);
      press(button, !this.#hidden.has(name));
      this.#current = -1;
      if (this.#visit) this.grown();
    });
    return button;
  }

  #view() {
    const shown = Math.ceil(this.#box.clientHeight / LINE);
    const full = this.#lines.length * LINE;
    if (full <= MAX_HEIGHT) return { first: Math.floor(this.#box.scrollTop / LINE), shown, offset: this.#box.scrollTop % LINE };
    const part = this.#box.scrollTop / (MAX_HEIGHT - this.#box.clientHeight);
    return { first: Math.round(part * Math.max(0, this.#lines.length - shown + 1)), shown, offset: 0 };
  }

  #scrollTo(line) {
    const first = Math.max(0, line);
    const { shown } = this.#view();
    this.#box.scrollTop = this.#lines.length * LINE <= MAX_HEIGHT
      ? first * LINE
      : (first / (this.#lines.length - shown + 1)) * (MAX_HEIGHT - this.#box.clientHeight);
  }

  #draw() {
    if (!this.#visit || !this.#box.clientHeight) return;
    const { first, shown, offset } = this.#view();
    const from = Math.max(0, first - SPARE);
    const to = Math.min(this.#lines.length, first + shown + SPARE);
    while (this.#rows.length < to - from) this.#rows.push(this.#row());
    this.#inner.replaceChildren(...this.#rows.slice(0, to - from));
    const top = this.#box.scrollTop - offset;
    for (let index = from; index < to; index++) this.#fill(this.#rows[index - from], index, top + (index - first) * LINE);
  }

  #row() {
    const row = element("button", "line");
    row.type = "button";
    row.tabIndex = -1;
    row.append(element("time"), element("i"), element("span"), element("b"));
    row.addEventListener("click", () => this.#seek(this.#lines[row.dataset.index].t));
    return row;
  }

  #fill(row, index, top) {
    const { t, last, times } = this.#lines[index];
    const [time, mark, what, tab] = row.children;
    row.dataset.index = index;
    row.style.translate = `0 ${top}px`;
    row.className = index === this.#current ? "line current" : "line";
    mark.className = `k-${groupOf(last.kind)}`;
    write(time, clock(t - this.#visit.first));
    write(what, sentence(last, times));
    row.title = `${sentence(last, times)}${last.stream.url ? "" : " (page unknown)"}`;
    write(tab, this.#visit.tabs.length > 1 ? count(last.stream.tab.number) : "");
  }
}

/** Kinds that come in runs. */
const RUNS = new Set(["pointer", "scroll", "key", "input", "resize", "click", "wheel", "contact", "pinch", "long_task", "selection"]);
