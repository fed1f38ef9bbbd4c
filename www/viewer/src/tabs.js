// The strip of tabs, where the visitor used more than one at a time.

import { element, id, press, write } from "./dom.js";
import { path } from "./format.js";

export class Tabs {
  /** The tab that is watched, or null to follow the visitor's activity. */
  chosen = null;
  #strip = id("tabs");
  #follow = element("button", "tab follow", "Follow activity");
  #buttons = [];

  /** `changed()` is called when another tab was chosen. */
  constructor(changed) {
    this.#follow.type = "button";
    this.#follow.addEventListener("click", () => {
      this.chosen = null;
      changed();
    });
    this.changed = changed;
  }

  open(visit) {
    this.chosen = null;
    this.grown(visit);
  }

  /** The visit's tabs may be others now; a chosen one is found again by its first stream. */
  grown(visit) {
    const first = this.chosen?.streams[0];
    this.chosen = first ? first.tab : null;
    this.#strip.hidden = visit.tabs.length < 2;
    this.#buttons = visit.tabs.map((tab) => {
      const button = element("button", "tab");
      button.type = "button";
      button.append(element("b", "", `Tab ${tab.number}`), element("span"));
      button.addEventListener("click", () => {
        this.chosen = tab;
        this.changed();
      });
      return { tab, button };
    });
    this.#strip.replaceChildren(this.#follow, ...this.#buttons.map(({ button }) => button));
  }

  /** Shows which tab is on the stage at `at`. */
  draw(visit, shown, at) {
    if (this.#strip.hidden) return;
    press(this.#follow, !this.chosen);
    for (const { tab, button } of this.#buttons) {
      press(button, this.chosen === tab);
      button.classList.toggle("shown", shown.tab === tab);
      button.classList.toggle("later", tab.streams[0].first > at);
      write(button.lastElementChild, path(visit.streamAt(at, tab).url));
    }
  }
}
