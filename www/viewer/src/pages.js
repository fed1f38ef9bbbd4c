// The recorded pages themselves, in sandboxed frames: styles and layout, no script, no form,
// no navigation. Only pages of the viewer's own origin can be shown; the rest is sketched.

import { Targets } from "./targets.js";

/** Frames kept loaded, so that going back and forth between pages or tabs does not flicker. */
const KEPT = 4;

/** The address to load for a recorded one, or null where it is not the viewer's own origin. */
export function ownAddress(recorded) {
  let url;
  try {
    url = new URL(recorded);
  } catch {
    return null;
  }
  // A blob: address has an origin too, so the scheme is looked at by itself.
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.origin !== location.origin) return null;
  url.username = url.password = url.search = url.hash = "";
  return url.href;
}

export class Pages {
  #holder;
  #changed;
  /** Address → page; the last one used is at the end. */
  #pages = new Map();
  #shown = null;

  /** `changed()` is called when a page has come. */
  constructor(holder, changed) {
    this.#holder = holder;
    this.#changed = changed;
  }

  /** Brings the page with this address to the front, and gives it. */
  show(address) {
    let page = this.#pages.get(address);
    if (page) this.#pages.delete(address);
    else page = new Page(address, this.#holder, this.#changed);
    this.#pages.set(address, page);
    if (this.#pages.size > KEPT) {
      const [oldest, old] = this.#pages.entries().next().value;
      old.remove();
      this.#pages.delete(oldest);
    }
    // The page before stays in view until its successor has come.
    if (page.state !== "loading" || !this.#shown) {
      for (const other of this.#pages.values()) other.visible(other === page);
      this.#shown = page;
    }
    return page;
  }

  hide() {
    for (const page of this.#pages.values()) page.visible(false);
    this.#shown = null;
  }
}

class Page {
  /** "loading", "ready" or "failed". */
  state = "loading";
  /** Why it failed, as a sentence. */
  reason = "";
  targets = null;
  #frame;
  #size = "";
  #scale = 1;
  /** Scrollers that were moved, so that they can be put back. */
  #moved = new Map();

  constructor(address, holder, changed) {
    const frame = document.createElement("iframe");
    // Never allow-scripts: a recording decides what is loaded here.
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.setAttribute("tabindex", "-1");
    frame.setAttribute("aria-hidden", "true");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = "The recorded page";
    frame.addEventListener("load", () => {
      this.#arrived();
      changed();
    });
    frame.src = address;
    holder.append(frame);
    this.#frame = frame;
  }

  #arrived() {
    const inside = this.#frame.contentDocument;
    const status = inside?.defaultView?.performance?.getEntriesByType("navigation")[0]?.responseStatus ?? 200;
    if (!inside || inside.location.origin !== location.origin) {
      this.#fail("The page does not let itself be shown here, so it is drawn as a sketch.");
    } else if (status >= 400) {
      this.#fail(`The page is no longer there (status ${status}), so it is drawn as a sketch.`);
    } else {
      this.state = "ready";
      this.targets = new Targets(inside);
      this.#moved.clear();
    }
  }

  #fail(reason) {
    this.state = "failed";
    this.reason = reason;
  }

  visible(on) {
    this.#frame.style.visibility = on ? "visible" : "hidden";
  }

  remove() {
    this.#frame.remove();
  }

  /** Lays the page out for a viewport of this size and draws it at `scale`. */
  fit({ w, h }, scale) {
    const size = `${w} ${h} ${scale}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#scale = scale;
    const { style } = this.#frame;
    style.width = `${w}px`;
    style.height = `${h}px`;
    style.scale = String(scale);
  }

  /** Scrolls the page and the scrollers in it to where they were. */
  scroll({ x, y }, scrollers) {
    const view = this.#frame.contentWindow;
    if (Math.round(view.scrollX) !== x || Math.round(view.scrollY) !== y) {
      view.scrollTo({ left: x, top: y, behavior: "instant" });
    }
    // A page that is shorter than it was cannot be scrolled as far: the rest is made up by
    // moving the whole of it, as far as it can be seen.
    const beyond = (wanted, got, most) => Math.max(-most, Math.min(most, Math.round(got - wanted))) * this.#scale;
    const [dx, dy] = [beyond(x, view.scrollX, view.innerWidth), beyond(y, view.scrollY, view.innerHeight)];
    this.#frame.style.translate = dx || dy ? `${dx}px ${dy}px` : "";

    for (const [target, element] of this.#moved) {
      if (!scrollers.has(target)) {
        element.scrollTo({ left: 0, top: 0, behavior: "instant" });
        this.#moved.delete(target);
      }
    }
    for (const [target, event] of scrollers) {
      const element = this.targets.find(target);
      if (!element) continue;
      if (!this.#moved.has(target)) {
        // Snapping would pull every offset to the nearest stop.
        element.style.scrollSnapType = "none";
        this.#moved.set(target, element);
      }
      if (Math.round(element.scrollLeft) !== event.x || Math.round(element.scrollTop) !== event.y) {
        element.scrollTo({ left: event.x, top: event.y, behavior: "instant" });
      }
    }
  }

  /** Where the element stands in the viewport now, or null. */
  place(target) {
    const box = this.targets?.find(target)?.getBoundingClientRect();
    return box && box.width > 0 ? box : null;
  }
}
