// Events as short sentences, for the list and the tooltip.

import { count, path, plain, plural } from "./format.js";

/** What happened, for `times` like events in a row of which `event` is the last. */
export function sentence(event, times = 1) {
  const words = WORDS[event.kind];
  const target = event.target ? plain(event.target) : "";
  return words ? words(event.row, target, { event, times }) : capital(plain(event.kind));
}

const on = (target) => target || "the page";
const often = (times) => (times > 1 ? ` ${count(times)} times` : "");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** A word that a frame chose from a fixed list, as text. */
const spelled = (word) => plain(String(word ?? "")).replaceAll("_", " ");
const tenths = (n) => `${count(Math.floor(n / 10))}.${n % 10}`;

const WORDS = {
  page: ({ url, navigation }) => `${OPENED[navigation] ?? "Opened"} ${path(url)}`,
  resize: ({ viewport_w: w, viewport_h: h }) => `Window ${count(w)} × ${count(h)}`,
  media: ({ action, position }, target) => `${PLAYED[action] ?? "Used"} ${target || "a video"} at ${count(position)} s`,
  fullscreen: ({ on: whole }, target) => (whole ? `${target || "An element"} took the whole screen` : "Left full screen"),
  orientation: ({ angle }) => `Turned the screen to ${count(angle)}°`,
  pinch: ({ zoom }) => (zoom > 100 ? `Zoomed to ${count(zoom)} %` : "Zoomed back"),
  print: ({ done }) => (done ? "Closed the print dialogue" : "Is about to print"),
  visibility: ({ state }) => SIGHT[state] ?? "The page's sight changed",
  pause: ({ paused }) => (paused ? "The site paused the recording" : "The recording goes on"),

  scroll: (_, target, { event }) => (target ? `Scrolled ${target}` : `Scrolled to ${count(event.y)} px`),
  wheel: ({ events }, _, { times }) => `Turned the wheel (${plural(times > 1 ? times : events, times > 1 ? "time" : "event")})`,

  pointer: (_, __, { times }) => (times > 1 ? `Moved the pointer (${count(times)} samples)` : "Moved the pointer"),
  inside: ({ inside }) => (inside ? "The pointer came in" : "The pointer left the page"),
  press: ({ phase, pressure }, target) =>
    `${PRESSED[phase] ?? "Pressed"} ${on(target)}${phase === "down" && pressure && pressure !== 50 ? ` (${count(pressure)} %)` : ""}`,
  click: (row, target, { times }) => `${clicked(row)} ${on(target)}${often(times)}${held(row)}`,
  double_click: (_, target) => `Double-clicked ${on(target)}`,
  context_menu: (_, target) => `Asked for the menu of ${on(target)}`,
  contact: ({ contact, phase }, _, { times }) =>
    `Finger ${count(contact + 1)} ${TOUCHED[phase] ?? "moved"}${times > 1 ? ` (${count(times)} samples)` : ""}`,
  drag: ({ phase }, target) => (phase === "drop" ? `Dropped on ${on(target)}` : phase === "end" ? "The drag is over" : `Drags ${target || "something"}`),

  key: (row, target, { times }) => `${times > 1 ? `${count(times)} keys` : pressed(row)} in ${on(target)}`,
  typed: ({ character }, target, { times }) => `Wrote ${times > 1 ? `${count(times)} characters` : `“${plain(character)}”`} in ${on(target)}`,
  selection: ({ length }) => (length === "none" ? "Selected nothing any more" : `Selected some text (${spelled(length)})`),
  clipboard: ({ action }, target) => `${{ copy: "Copied from", cut: "Cut from", paste: "Pasted into" }[action] ?? "Used the clipboard in"} ${on(target)}`,

  focus: (_, target) => `Entered ${target}`,
  blur: (_, target) => `Left ${target}`,
  input: ({ how }, target) => `${EDITED[how] ?? "Edited"} ${target}`,
  composition: ({ ended }, target) => (ended ? `Composed text in ${on(target)}` : `Composes text in ${on(target)}`),
  change: (_, target) => `Changed ${target}`,
  field: ({ dwell, edits, corrections, blank }, target) =>
    `Spent ${tenths(dwell)} s in ${target}: ${plural(edits, "edit")}${corrections ? `, ${plural(corrections, "correction")}` : ""}${blank ? ", left it empty" : ""}`,
  invalid: ({ rule }, target) => `${target || "A field"} is invalid: ${spelled(rule)}`,
  submit: ({ fields }, target) => `Submitted ${target || "a form"} (${count(fields)} fields)`,
  outcome: ({ result }, target) => `${target || "A form"} ${{ success: "was taken", failure: "was refused" }[result] ?? "is tried"}`,
  reset: (_, target) => `Reset ${target || "a form"}`,

  visitor: ({ browser, version, system }) => `Uses ${plain(browser) || "a browser"} ${version ? count(version) : ""} on ${plain(system) || "an unknown system"}`,
  network: ({ online }) => (online ? "Is online again" : "Lost the network"),
  error: ({ message, count: seen }) => `${plain(message) || "Error"}${seen > 1 ? ` (${count(seen)} times)` : ""}`,
  long_task: ({ duration }, _, { times }) => (times > 1 ? `Was busy ${count(times)} times` : `Was busy for ${count(duration)} ms`),
  vital: ({ vital, value }) => `${plain(vital).toUpperCase()} ${measured(vital, value)}`,
  unanswered: (_, target) => `Nothing happened after the click on ${on(target)}`,

  custom: ({ name, data }) => `${plain(name)}${data ? ` ${plain(data)}` : ""}`,
  tag: ({ name, value }) => `${plain(name)}: ${plain(value)}`,
  friction: ({ name, weight }) => `${plain(name)} annoys (${tenths(weight)})`,
  mark: (_, target) => `Watches ${on(target)}`,
};

const OPENED = {
  reload: "Reloaded", back_forward: "Came back to", restored: "Came back to", prerendered: "Opened",
  push: "Went on to", replace: "Became", traverse: "Went back to", told: "Shows",
};
const PLAYED = { play: "Played", pause: "Paused", seek: "Skipped in", end: "Saw the end of", volume: "Set the volume of" };
const SIGHT = { visible: "Came back into sight", hidden: "Went out of sight", frozen: "Was put to sleep", resumed: "Was woken" };
const PRESSED = { down: "Pressed", up: "Let go of", cancel: "Broke off on" };
const TOUCHED = { start: "touched", move: "moved", end: "let go", cancel: "broke off" };
const EDITED = {
  typed: "Typed in", deleted: "Deleted in", pasted: "Pasted into", dropped: "Dropped into", composed: "Composed in",
  replaced: "Autofilled", undone: "Undid in",
};

function clicked({ button }) {
  return ["Clicked", "Wheel-clicked", "Right-clicked"][button] ?? "Clicked (side button)";
}

function held({ modifiers }) {
  return modifiers?.length ? ` with ${modifiers.join(" and ")}` : "";
}

function pressed({ class: sort, shortcut }) {
  return shortcut && shortcut !== "other" ? `Shortcut “${spelled(shortcut)}”` : `${capital(spelled(sort))} key`;
}

/** A vital's value as people read it. */
export function measured(vital, value) {
  if (vital === "cls") return (value / 10_000).toFixed(2);
  return value < 10_000 ? `${count(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
