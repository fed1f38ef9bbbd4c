// The line above the stage: what kind of visit this is, and what of it is not there.

import { element, id, write } from "./dom.js";
import { count, duration, moment, plain, plural } from "./format.js";
import { MAX_EVENTS } from "./visit.js";

export function showFacts(visit) {
  const of = (kind) => count(visit.counts.get(kind) ?? 0);
  const page = visit.events.find(({ kind }) => kind === "page")?.row;
  const facts = [
    ["Began", moment(visit.first)],
    ["Lasted", duration(visit.last - visit.first)],
    ["Pages", of("page")],
    ["Clicks", of("click")],
    ["Keys", of("key")],
    ["Forms sent", of("submit")],
    ["Errors", of("error")],
    ["Unanswered", of("unanswered")],
  ];
  if (page?.language) facts.push(["Language", plain(page.language)]);
  id("facts").replaceChildren(...facts.map(([name, value]) => {
    const fact = element("div");
    fact.append(element("dt", "", name), element("dd", "", value));
    return fact;
  }));
  const notices = [...missing(visit)];
  id("notice").hidden = !notices.length;
  write(id("notice"), notices.join(" "));
}

function* missing(visit) {
  if (visit.full) yield `Only the first ${count(MAX_EVENTS)} events are shown.`;
  if (visit.missing) yield `${plural(visit.missing, "frame has", "frames have")} not arrived; that part of the visit is blank.`;
  for (const [reason, frames] of visit.unreadable) {
    yield `${plural(frames, "frame")} could not be read: ${plain(reason)}.`;
  }
}
