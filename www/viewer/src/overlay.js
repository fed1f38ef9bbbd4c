// What the visitor did, drawn over the page: pointer, trail, clicks, fingers, focus, typing, submit.

import { element, id, paper, write } from "./dom.js";
import { plain } from "./format.js";
import { groupOf } from "./kinds.js";
import { contact, hold, noAnswer, part, ripple } from "./ink.js";
import { sentence } from "./words.js";

/** How long a mark stays, in ms at speed 1. */
const RIPPLE = 900;
const LABEL = 1600;
const TYPING = 1500;
const FLASH = 1400;
const PULSE = 400;
/** How long a finger is shown after it was last felt. */
const TOUCH = 600;
const TRAIL = 700;
/** Most samples in the trail. */
const TRAIL_SAMPLES = 60;
/** The recorder leaves out what lies on the straight line between two samples. Samples further
 *  apart than this, in ms, are not one movement: the pointer rested and then went on
 *  (docs/FORMAT.md, "The pointer's path"). */
const ONE_MOVEMENT = 250;
/** How long the pointer takes to leave such a rest, in ms. */
const SET_OFF = 120;

/** What a key of each class is drawn as. There is no text to show, only the rhythm of it. */
const GLYPHS = new Map([
  ["letter", "•"],
  ["digit", "#"],
  ["edit", "⌫"],
  ["navigation", "⇥"],
  ["modifier", "⇧"],
  ["enter", "⏎"],
  ["shortcut", "⌘"],
]);
const OTHER_KEY = "·";

export class Overlay {
  #cursor = id("cursor");
  #ink = id("ink");
  #focus = id("focus");
  #typing = id("typing");
  #label = id("label");
  #flash = id("flash");

  /** `at` is the moment in ms since 1970; `scale` and `size` are of the drawn viewport; `page`
   *  is the page shown, if it is. */
  draw({ stream, state, index, at, speed, scale, size, page }) {
    const haste = lingering(speed);
    const age = (event) => (at - event.t) / haste;
    const young = (event, limit) => event && age(event) >= 0 && age(event) < limit;
    const point = between(stream.events, index, state.pointer, at);

    const ink = paper(this.#ink, size.w, size.h);
    this.#drawTrail(ink, stream.events, index, point, at, TRAIL * haste, scale);
    for (const click of state.clicks) {
      if (!young(click, RIPPLE)) continue;
      const { x, y } = clicked(click, state.scroll);
      ripple(ink, x * scale, y * scale, age(click) / RIPPLE, click.row.button);
      // It says nothing of its own place: it belongs to the last click.
      const lost = click === state.clicks[state.clicks.length - 1] && young(state.unanswered, RIPPLE);
      if (lost) noAnswer(ink, x * scale, y * scale, age(state.unanswered) / RIPPLE);
    }
    if (state.pressed && point) hold(ink, point.x * scale, point.y * scale, state.pressed.row);
    for (const finger of state.contacts.values()) contact(ink, finger.x * scale, finger.y * scale);
    if (state.pinch) part(ink, state.pinch, scale, size);

    const touch = state.pointer?.row?.pointer === "touch";
    this.#cursor.toggleAttribute("hidden", !point || (touch && !young(state.pointer, TOUCH)));
    if (point) {
      this.#cursor.classList.toggle("touch", touch);
      this.#cursor.style.translate = `${bounded(point.x * scale, size.w)}px ${bounded(point.y * scale, size.h)}px`;
    }

    const click = state.clicks[state.clicks.length - 1];
    const into = state.keys[state.keys.length - 1]?.target;
    const left = state.focus && state.focus.target !== into;
    const keys = left ? [] : state.keys.filter((key) => key.target === into && young(key, TYPING));
    // The field says its own name, so typing takes the label's place.
    this.#note(young(click, LABEL) && click.target && !keys.length ? click : null, state.scroll, scale, size);
    this.#drawFocus(state, page, scale, young(state.edited, PULSE));
    this.#drawTyping(keys, state.focus, page, scale, size);
    this.#announce(young(state.announced, FLASH) ? state.announced : null);
  }

  clear() {
    paper(this.#ink, 1, 1);
    for (const part of [this.#focus, this.#typing, this.#label, this.#flash]) part.hidden = true;
    this.#cursor.setAttribute("hidden", "");
  }

  #drawTrail(ink, events, index, point, at, span, scale) {
    if (!point) return;
    let [x, y] = [point.x * scale, point.y * scale];
    ink.lineCap = "round";
    for (let back = index, drawn = 0; back >= 0 && drawn < TRAIL_SAMPLES; back--) {
      const event = events[back];
      if (at - event.t > span || event.kind === "page") break;
      if (event.kind !== "pointer" && event.kind !== "click") continue;
      const fade = 1 - (at - event.t) / span;
      ink.strokeStyle = `rgb(224 142 52 / ${fade * 0.75})`;
      ink.lineWidth = 1 + fade * 2.5;
      ink.beginPath();
      ink.moveTo(x, y);
      ink.lineTo((x = event.x * scale), (y = event.y * scale));
      ink.stroke();
      drawn++;
    }
  }

  #announce(event) {
    this.#flash.hidden = !event;
    if (!event) return;
    const bad = event.kind === "outcome" ? event.row.result === "failure" : groupOf(event.kind) === "wrong";
    this.#flash.className = `flash ${bad ? "wrong" : groupOf(event.kind)}`;
    write(this.#flash.firstElementChild, sentence(event));
  }

  #note(click, scroll, scale, size) {
    this.#label.hidden = !click;
    if (!click) return;
    write(this.#label, plain(click.target));
    const place = clicked(click, scroll);
    const [x, y] = [bounded(place.x * scale, size.w), bounded(place.y * scale, size.h)];
    this.#label.classList.toggle("leftward", x > size.w / 2);
    this.#label.style.translate = `${x}px ${y}px`;
  }

  #drawFocus(state, page, scale, edited) {
    const box = state.focus && page?.place(state.focus.target);
    this.#focus.hidden = !box;
    if (!box) return;
    const { style } = this.#focus;
    style.translate = `${box.left * scale}px ${box.top * scale}px`;
    style.width = `${box.width * scale}px`;
    style.height = `${box.height * scale}px`;
    const { field, field_type: type } = state.focus.row;
    const secret = type === "password";
    this.#focus.classList.toggle("secret", secret);
    this.#focus.classList.toggle("edited", edited);
    // A button's outline says enough, and the click beside it names it.
    this.#focus.firstElementChild.hidden = type === "button";
    write(this.#focus.firstElementChild, secret ? "never recorded" : plain(field ?? state.focus.target));
  }

  #drawTyping(keys, focus, page, scale, size) {
    this.#typing.hidden = !keys.length;
    if (!keys.length) return;
    const shown = keys.map((key) => key.t).join();
    if (this.#typing.dataset.shown !== shown) {
      this.#typing.dataset.shown = shown;
      this.#typing.replaceChildren(...keys.map(({ row }) => element("i", "", GLYPHS.get(row.class) ?? OTHER_KEY)));
    }
    const box = focus && page?.place(focus.target);
    const [x, y] = box ? [box.left * scale, box.bottom * scale + 6] : [size.w / 2 - 60, size.h - 46];
    this.#typing.style.translate = `${bounded(x, size.w - 40)}px ${bounded(y, size.h - 34)}px`;
  }
}

/** How much longer, in visit time, marks stay at a higher speed: long enough to be seen, short
 *  enough not to pile up. */
const lingering = (speed) => Math.sqrt(Math.max(1, speed));

/** Where the pointer was at `at`: on the line between the sample before and the one after. */
function between(events, index, before, at) {
  if (!before) return null;
  const after = nextSample(events, index);
  if (!after || after.t <= before.t) return before;
  const from = after.t - before.t > ONE_MOVEMENT ? after.t - SET_OFF : before.t;
  const part = Math.max(0, (at - from) / (after.t - from));
  return { x: before.x + (after.x - before.x) * part, y: before.y + (after.y - before.y) * part };
}

/** Where a click stands in the viewport now: its mark goes with the page when that is scrolled. */
const clicked = ({ row }, scroll) => ({ x: row.page_x - scroll.x, y: row.page_y - scroll.y });

/** How far ahead to look for the pointer's next sample. */
const LOOKAHEAD = 200;

function nextSample(events, index) {
  for (let next = index + 1; next < events.length && next <= index + LOOKAHEAD; next++) {
    const { kind } = events[next];
    if (kind === "pointer" || kind === "click") return events[next];
    if (kind === "page") return null;
  }
  return null;
}

/** Marks stay near the page, however far out a frame puts them. */
const bounded = (place, size) => Math.max(-30, Math.min(place, Math.max(0, size) + 30));
