// The list of sessions as the collector has them.

import { element, id, write } from "./dom.js";
import { address, duration, moment, path, plural } from "./format.js";

/** Sessions shown before "Show older sessions" is pressed, and with each press. */
const STEP = 100;
/** A session that sent something within this, in ms, is marked as going on. */
const RECENT = 15_000;

export class Sessions {
  #list = id("sessions");
  #more = id("more-sessions");
  #rows = new Map();
  #sessions = [];
  #shown = STEP;
  #open = null;
  #choose;

  /** `choose(session)` is called when the user picks one. */
  constructor(choose) {
    this.#choose = choose;
    this.#more.addEventListener("click", () => {
      this.#shown += STEP;
      this.update(this.#sessions);
    });
  }

  update(sessions) {
    this.#sessions = sessions;
    const rows = sessions.slice(0, this.#shown).map((session) => this.#row(session));
    const same = rows.length === this.#list.children.length && rows.every((row, index) => row === this.#list.children[index]);
    if (!same) this.#list.replaceChildren(...rows);
    this.#more.hidden = sessions.length <= this.#shown;
  }

  mark(session) {
    this.#open = session;
    for (const [id, row] of this.#rows) row.firstElementChild.setAttribute("aria-current", String(id === session));
  }

  #row({ session, first, last, events, streams, url }) {
    let row = this.#rows.get(session);
    if (!row) {
      row = element("li");
      const button = element("button", "session");
      button.type = "button";
      button.append(element("span", "when"), element("span", "long"), element("span", "where"), element("span", "what"));
      button.addEventListener("click", () => this.#choose(session));
      row.append(button);
      this.#rows.set(session, row);
    }
    const button = row.firstElementChild;
    const [when, long, where, what] = button.children;
    write(when, moment(first));
    write(long, duration(Math.max(0, last - first)));
    write(where, url?.startsWith(`${location.origin}/`) ? path(url) : address(url));
    write(what, `${plural(streams, "page")} · ${plural(events, "event")}`);
    button.classList.toggle("now", Math.abs(Date.now() - last) < RECENT);
    button.setAttribute("aria-current", String(session === this.#open));
    return row;
  }
}
