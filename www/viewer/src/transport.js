// The controls under the timeline, and the keyboard.

import { element, id, press, write } from "./dom.js";
import { clock, duration } from "./format.js";
import { Player, SPEEDS } from "./player.js";

/** How far the arrow keys go, in ms of shown time. */
const STEP = 5000;

export class Transport {
  /** Called when the relation of visit time and shown time changed. */
  paced = () => {};
  /** Called with 1 or -1 to go to the next or the previous event. */
  stepEvent = () => {};

  #play = id("play");
  #speeds = [];

  /** `changed()` is called whenever the player moved or was set. */
  constructor(changed) {
    this.player = new Player(changed);
    this.#play.addEventListener("click", () => this.player.toggle());
    id("skip").addEventListener("click", () => {
      this.player.setSkip(!this.player.skip);
      this.paced();
    });
    id("live").addEventListener("click", () => this.player.setLive(!this.player.live));
    for (const speed of SPEEDS) {
      const button = element("button", "", `${speed}×`);
      button.type = "button";
      button.addEventListener("click", () => this.player.setSpeed(speed));
      this.#speeds.push({ speed, button });
    }
    id("speeds").append(...this.#speeds.map(({ button }) => button));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  draw() {
    const { player } = this;
    this.#play.classList.toggle("playing", player.playing);
    this.#play.setAttribute("aria-label", player.playing ? "Pause" : "Play");
    write(id("time"), clock(player.t));
    write(id("total"), clock(player.length));
    press(id("skip"), player.skip);
    press(id("live"), player.live);
    for (const { speed, button } of this.#speeds) press(button, speed === player.speed);
    const gap = player.playing && player.pace.gapAt(player.t);
    id("skipping").hidden = !gap;
    if (gap) write(id("skipping"), `${duration(gap.to - gap.from)} without input`);
  }

  #key(event) {
    if (id("visit").hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    // A focused button has its own use for the space bar, a field for every key.
    if (target.closest("input") || (event.key === " " && target.closest("button, a"))) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act(this.player, event.shiftKey, this);
  }
}

const KEYS = {
  " ": (player) => player.toggle(),
  ArrowLeft: (player, shift, transport) => (shift ? transport.stepEvent(-1) : player.step(-STEP)),
  ArrowRight: (player, shift, transport) => (shift ? transport.stepEvent(1) : player.step(STEP)),
  Home: (player) => player.seek(0),
  End: (player) => player.seek(player.length),
};
