// The stage: the page as the visitor saw it, scaled to fit, with what they did drawn over it.

import { id, write } from "./dom.js";
import { address, count } from "./format.js";
import { Overlay } from "./overlay.js";
import { Pages, ownAddress } from "./pages.js";
import { sketch } from "./sketch.js";
import { StateReader } from "./state.js";

/** Assumed until the page has said its size. */
const UNKNOWN_VIEWPORT = { w: 1280, h: 800 };
/** Largest viewport that is laid out, in CSS px either way; real screens end far below. */
const MAX_VIEWPORT = 8192;
/** Smallest, so that a viewport of 0 can still be drawn. */
const MIN_VIEWPORT = 120;

export class Stage {
  #box = id("stage");
  #window = id("window");
  #viewport = id("viewport");
  #sketch = id("sketch");
  #why = id("why");
  #away = id("away");
  #overlay = new Overlay();
  #pages;
  /** Stream → its state reader. */
  #readers = new WeakMap();
  /** Stream → its clicks, for the sketch: `{ upTo, clicks }`. */
  #clicks = new WeakMap();
  #layout = "";

  /** `stale()` is called when the stage should be drawn again. */
  constructor(stale) {
    this.#pages = new Pages(id("pages"), stale);
    new ResizeObserver(stale).observe(this.#box);
  }

  /** Draws the stream as it stood at `at` (ms since 1970). */
  show(stream, at, speed) {
    let reader = this.#readers.get(stream);
    if (!reader) this.#readers.set(stream, (reader = new StateReader(stream)));
    const { state, index } = reader.at(at);
    const viewport = laidOut(state.viewport);
    const scale = this.#fit(viewport);
    const size = { w: viewport.w * scale, h: viewport.h * scale };
    const url = state.url || stream.url;
    write(id("address"), url ? address(url) : "The page's address has not arrived");
    write(id("size"), `${count(state.viewport.w)} × ${count(state.viewport.h)}`);

    const { page, why } = this.#page(url, state.viewport);
    if (page) {
      page.fit(viewport, scale);
      page.scroll(state.scroll, state.scrollers);
    }
    this.#sketch.hidden = Boolean(page);
    if (!page) sketch(this.#sketch, { ...state, viewport }, scale, this.#clicksOf(stream));
    this.#why.hidden = !why;
    write(this.#why, why);
    const away = state.paused ? "The site has paused the recording" : state.hidden ? "The visitor does not see this page" : "";
    this.#viewport.classList.toggle("away", away !== "");
    this.#away.hidden = !away;
    write(this.#away, away);
    id("offline").hidden = !state.offline;
    this.#overlay.draw({ stream, state, index, at, speed, scale, size, page });
  }

  clear() {
    this.#pages.hide();
    this.#overlay.clear();
  }

  /** The page to show, or why there is none. */
  #page(url, { w, h }) {
    const sketched = (why) => {
      this.#pages.hide();
      return { page: null, why };
    };
    if (!url) return sketched("The frame that names this page has not arrived, so it is drawn as a sketch.");
    const own = ownAddress(url);
    if (!own) return sketched("This page is not of the viewer's own origin, so it is drawn as a sketch.");
    if (Math.max(w, h) > MAX_VIEWPORT) return sketched("The recorded window is too large to lay the page out, so it is drawn as a sketch.");
    const page = this.#pages.show(own);
    if (page.state === "failed") return sketched(page.reason);
    return { page: page.state === "ready" ? page : null, why: "" };
  }

  #fit({ w, h }) {
    const scale = Math.min(1, this.#box.clientWidth / w, (this.#box.clientHeight - ADDRESS_HEIGHT) / h);
    const layout = `${w} ${h} ${scale}`;
    if (layout !== this.#layout) {
      this.#layout = layout;
      this.#window.style.width = `${w * scale}px`;
      this.#viewport.style.height = `${h * scale}px`;
    }
    return scale;
  }

  #clicksOf(stream) {
    let known = this.#clicks.get(stream);
    if (!known || known.upTo !== stream.events.length) {
      known = { upTo: stream.events.length, clicks: stream.events.filter(({ kind }) => kind === "click") };
      this.#clicks.set(stream, known);
    }
    return known.clicks;
  }
}

/** Height of the address bar over the viewport, in CSS px (stage.css). */
const ADDRESS_HEIGHT = 34;

function laidOut({ w, h }) {
  if (!w || !h) return UNKNOWN_VIEWPORT;
  const within = (size) => Math.min(Math.max(size, MIN_VIEWPORT), MAX_VIEWPORT);
  return { w: within(w), h: within(h) };
}
