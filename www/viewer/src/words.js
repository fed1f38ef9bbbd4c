// Events as short sentences, for the list and the tooltip.

import { count, path, plain } from "./format.js";

/** What happened, for `times` like events in a row of which `event` is the last. */
export function sentence(event, times = 1) {
  const { kind, row } = event;
  const target = event.target ? plain(event.target) : "";
  switch (kind) {
    case "page":
      return `Opened ${path(row.url)}`;
    case "resize":
      return `Window ${count(row.viewport_w)} × ${count(row.viewport_h)}`;
    case "pointer":
      return times > 1 ? `Moved the pointer (${count(times)} samples)` : "Moved the pointer";
    case "click":
      return `${clicked(row)} ${target || "the page"}${times > 1 ? ` ${count(times)} times` : ""}${held(row)}`;
    case "scroll":
      return target ? `Scrolled ${target}` : `Scrolled to ${count(event.y)} px`;
    case "key":
      return `${times > 1 ? `${count(times)} keys` : `${capital(row.class)} key`} in ${target || "the page"}`;
    case "focus":
      return `Entered ${target}`;
    case "blur":
      return `Left ${target}`;
    case "input":
      return `Edited ${target}`;
    case "change":
      return `Changed ${target}`;
    case "submit":
      return `Submitted ${target || "a form"} (${count(row.fields)} fields)`;
    default:
      return capital(plain(kind));
  }
}

function clicked({ button }) {
  return ["Clicked", "Wheel-clicked", "Right-clicked"][button] ?? "Clicked (side button)";
}

function held({ modifiers }) {
  return modifiers?.length ? ` with ${modifiers.join(" and ")}` : "";
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
