// The clock of the replay. It knows times only, nothing of pages.

import { Pace } from "./pace.js";

export const SPEEDS = [0.5, 1, 2, 4, 8];
/** Longest step of one animation frame, in ms: a viewer tab that was hidden does not leap on return. */
const MAX_STEP = 100;
/** Live replay that lies further behind than this, in ms of shown time, jumps ahead … */
const LIVE_LAG = 12_000;
/** … to this far from the end. A recorder sends every few seconds, so there is always some lag. */
const LIVE_START = 4000;

export class Player {
  /** Visit time in ms from the visit's first event. */
  t = 0;
  playing = false;
  speed = 1;
  skip = true;
  /** Whether to follow a visit that still goes on. */
  live = false;
  pace = new Pace([], true);

  #events = [];
  #changed;
  #ticking = 0;
  #before = 0;

  /** `changed(player)` is called whenever anything of the above changed. */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Takes a new visit, from its beginning. */
  open(events) {
    this.t = 0;
    this.live = false;
    this.pause();
    this.grown(events);
  }

  /** The visit has more events than before. */
  grown(events) {
    this.#events = events;
    this.pace = new Pace(events, this.skip);
    if (this.live) this.#follow();
    this.#changed(this);
  }

  get length() {
    return this.#events.length ? this.#events[this.#events.length - 1].t - this.#events[0].t : 0;
  }

  get ended() {
    return this.t >= this.length;
  }

  play() {
    if (this.ended && !this.live) this.t = 0;
    this.playing = true;
    this.#start();
    this.#changed(this);
  }

  pause() {
    this.playing = false;
    this.live = false;
    this.#changed(this);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** To a moment, in visit time. */
  seek(t) {
    this.t = Math.min(Math.max(0, t), this.length);
    this.live = false;
    this.#changed(this);
  }

  /** By so many ms of shown time. */
  step(shown) {
    this.seek(this.pace.visit(this.pace.shown(this.t) + shown));
  }

  setSpeed(speed) {
    this.speed = speed;
    this.#changed(this);
  }

  setSkip(skip) {
    this.skip = skip;
    this.pace = new Pace(this.#events, skip);
    this.#changed(this);
  }

  setLive(live) {
    this.live = live;
    if (live) {
      this.#follow();
      this.play();
    }
    this.#changed(this);
  }

  #follow() {
    const behind = this.pace.length - this.pace.shown(this.t);
    if (behind > LIVE_LAG) this.t = this.pace.visit(this.pace.length - LIVE_START);
  }

  #start() {
    if (this.#ticking) return;
    this.#before = performance.now();
    const tick = (now) => {
      this.#ticking = 0;
      if (!this.playing) return;
      this.#advance(Math.min(Math.max(0, now - this.#before), MAX_STEP));
      this.#before = now;
      if (this.playing) this.#ticking = requestAnimationFrame(tick);
      this.#changed(this);
    };
    this.#ticking = requestAnimationFrame(tick);
  }

  #advance(elapsed) {
    const shown = this.pace.shown(this.t) + elapsed * (this.live ? 1 : this.speed);
    this.t = Math.min(this.pace.visit(shown), this.length);
    if (this.ended && !this.live) this.playing = false;
  }
}
