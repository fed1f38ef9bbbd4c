// A visitor's hand: turns "click this", "scroll there", "type that" into timed input for a layout.
//
// Moves follow the minimum-jerk profile of human reaching (Flash and Hogan 1985) on a bowed path, last
// as long as Fitts' law says, and tremble. Nothing here knows a browser: a plan is a list of inputs.

import { CONTROL, SHIFT, shifted } from "./keys.mjs";

/** One notch of a mouse wheel, CSS px. */
const NOTCH = 100;
/** Room kept to the viewport's edges, CSS px. */
const MARGIN = 16;

export class Hand {
  /**
   * @param random see random.mjs
   * @param layout see layout.mjs; places are in document px, unless `fixed`
   * @param style `{ hz, tremor, pace, wheel: "notch" | "glide", overshoot, grain }`
   */
  constructor(random, layout, style, start = {}) {
    Object.assign(this, { random, layout, style, inputs: [], clicks: [], held: 0 });
    this.t = start.t ?? 400;
    this.x = start.x ?? Math.round(layout.width / 2);
    this.y = start.y ?? Math.round(layout.height / 2);
    this.scrolled = layout.scrolled;
  }

  rest(from, to) {
    this.t += this.random.between(from, to) * this.style.pace;
  }

  #round(value) {
    return Math.round(value / this.style.grain) * this.style.grain;
  }

  #inside(x, y) {
    const { width, height } = this.layout;
    return [Math.min(width - MARGIN, Math.max(MARGIN, x)), Math.min(height - MARGIN, Math.max(MARGIN, y))];
  }

  /** Moves the pointer to a place in the viewport; a smaller `size` takes longer. */
  move(x, y, size = 60) {
    const distance = Math.hypot(x - this.x, y - this.y);
    if (distance < 2) return;
    const { random, style } = this;
    if (distance > 200 && random.chance(style.overshoot)) {
      const past = 1 + random.between(0.03, 0.08);
      this.#stroke(...this.#inside(this.x + (x - this.x) * past, this.y + (y - this.y) * past), size * 2);
      this.rest(30, 90);
    }
    this.#stroke(x, y, size);
  }

  #stroke(x, y, size) {
    const { random, style } = this;
    const [fromX, fromY, began] = [this.x, this.y, this.t];
    const [alongX, alongY] = [x - fromX, y - fromY];
    const distance = Math.hypot(alongX, alongY) || 1;
    const lasts = 1000 * (0.1 + 0.14 * Math.log2(distance / size + 1)) * random.between(0.85, 1.25) * style.pace;
    const bow = random.normal() * 0.05;
    let [shakeX, shakeY, passed] = [0, 0, 0];
    while (passed < lasts) {
      // Frames of the device, now and then late.
      passed = Math.min(lasts, passed + (1000 / style.hz) * (random.chance(0.6) ? 1 : random.between(1, 1.9)));
      const part = passed / lasts;
      const done = part ** 3 * (10 - 15 * part + 6 * part ** 2);
      const aside = Math.sin(Math.PI * done) * bow;
      shakeX = 0.8 * shakeX + style.tremor * random.normal();
      shakeY = 0.8 * shakeY + style.tremor * random.normal();
      const [nextX, nextY] = [
        this.#round(fromX + alongX * done - alongY * aside + shakeX * (1 - part)),
        this.#round(fromY + alongY * done + alongX * aside + shakeY * (1 - part)),
      ];
      this.inputs.push({ t: began + passed, what: "move", x: nextX, y: nextY });
      [this.x, this.y] = [nextX, nextY];
    }
    this.t = began + lasts;
  }

  /** Aimless moves, as of someone who reads along. */
  wander(times) {
    for (let turn = 0; turn < times; turn++) {
      const { random } = this;
      this.move(...this.#inside(this.x + random.normal() * 140, Math.max(100, this.y + random.normal() * 80)), 90);
      this.rest(100, 700);
    }
  }

  box(selector) {
    const box = this.layout.boxes[selector];
    if (!box) throw new Error(`the page has no ${selector}`);
    return { ...box, y: box.fixed ? box.y : box.y - this.scrolled };
  }

  hover(selector) {
    const { random } = this;
    const { x, y, w, h } = this.box(selector);
    const [toX, toY] = [x + w * random.between(0.25, 0.75), y + h * random.between(0.3, 0.7)];
    if (toY < 1 || toY > this.layout.height - 1) throw new Error(`${selector} is out of view`);
    this.move(toX, toY, Math.min(w, h));
  }

  /** Clicks an element; `expect: false` where what lies there cannot be told beforehand. */
  click(selector, { expect = true, times = 1 } = {}) {
    this.hover(selector);
    this.rest(60, 170);
    for (let count = 1; count <= times; count++) {
      this.inputs.push({ t: this.t, what: "press", x: this.x, y: this.y, count });
      this.t += this.random.between(65, 120);
      this.inputs.push({ t: this.t, what: "release", x: this.x, y: this.y, count });
      this.clicks.push(expect ? selector : null);
      this.t += this.random.between(60, 110);
    }
    this.rest(100, 320);
  }

  /** Turns the wheel by so many px where the pointer is; `inner` when that scrolls an element. */
  wheel(distance, inner = false) {
    const { random, style } = this;
    if (style.wheel == "notch") {
      const notches = Math.round(Math.abs(distance) / NOTCH);
      distance = Math.sign(distance) * notches * NOTCH;
      for (let notch = 0; notch < notches; notch++) {
        this.inputs.push({ t: this.t, what: "wheel", x: this.x, y: this.y, by: Math.sign(distance) * NOTCH });
        this.t += notch % 5 == 4 ? random.between(160, 380) : random.between(40, 90);
      }
    } else {
      // Two fingers: many small steps that grow, and fade when the fingers have left.
      let left = Math.round(Math.abs(distance));
      for (let step = 3; left > 0; step = left < 240 ? Math.max(2, step * 0.88) : Math.min(34, step * 1.25)) {
        const by = Math.min(left, Math.max(1, Math.round(step * random.between(0.8, 1.2))));
        left -= by;
        this.inputs.push({ t: this.t, what: "wheel", x: this.x, y: this.y, by: Math.sign(distance) * by });
        this.t += random.between(12, 20);
      }
    }
    if (!inner) {
      const most = this.layout.documentHeight - this.layout.height;
      this.scrolled = Math.max(0, Math.min(most, this.scrolled + distance));
    }
    // The browser glides on for a while after the last step.
    this.t += random.between(420, 600);
  }

  /** Scrolls the page to an offset, with the pointer clear of what would take the wheel itself. */
  scrollTo(offset) {
    const most = this.layout.documentHeight - this.layout.height;
    const goal = Math.max(0, Math.min(most, offset));
    if (Math.abs(goal - this.scrolled) < NOTCH / 2) return;
    const [top, end] = [Math.min(goal, this.scrolled) - NOTCH, Math.max(goal, this.scrolled) + NOTCH];
    const inTheWay = this.layout.scrollers.some(
      ({ x, y, w, h }) => this.x > x - 8 && this.x < x + w + 8 && this.y + end > y && this.y + top < y + h,
    );
    if (inTheWay) {
      this.move(this.layout.width - this.random.between(30, 70), this.y, 80);
      this.rest(100, 300);
    }
    this.wheel(goal - this.scrolled);
  }

  /** Scrolls until an element stands at about that height of the viewport (0 top, 1 bottom). */
  bring(selector, at = 0.45) {
    const box = this.layout.boxes[selector];
    if (!box) throw new Error(`the page has no ${selector}`);
    if (!box.fixed) this.scrollTo(box.y - this.layout.height * at);
  }

  /** Presses and releases one key. */
  key(key) {
    const lasts = this.random.between(40, 95);
    this.inputs.push({ t: this.t, what: "down", key, held: this.held });
    this.inputs.push({ t: this.t + lasts, what: "up", key, held: this.held });
    this.t += this.random.between(75, 190) * this.style.pace;
  }

  /** A key with another held. */
  chord(holding, key) {
    const bit = holding == "Shift" ? SHIFT : CONTROL;
    this.inputs.push({ t: this.t, what: "down", key: holding, held: this.held | bit });
    this.held |= bit;
    this.t += this.random.between(50, 110);
    this.key(key);
    this.held &= ~bit;
    this.inputs.push({ t: this.t, what: "up", key: holding, held: this.held });
    this.t += this.random.between(20, 60);
  }

  /** Types a text; `<` takes back the character before it. */
  type(text) {
    for (const key of text) {
      if (key == "<") this.key("Backspace");
      else if (shifted(key)) this.chord("Shift", key);
      else this.key(key);
      if (key == " ") this.rest(10, 90);
      if (this.random.chance(0.02)) this.rest(250, 900);
    }
  }

  /** What was planned, in the order of time. */
  plan() {
    return {
      inputs: this.inputs.sort((one, other) => one.t - other.t),
      lasts: this.t,
      clicks: this.clicks,
      end: { x: this.x, y: this.y },
    };
  }
}
