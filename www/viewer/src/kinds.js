// What the kinds of events have in common on the screen: a colour, a filter in the list, a mark on
// the timeline.

/** Each group's kinds. The group is also the class that colours them (transport.css). */
const GROUPS = {
  page: ["page", "resize", "fullscreen", "orientation", "pinch", "print", "media", "visibility", "pause"],
  click: ["click", "double_click", "context_menu", "drag", "press", "contact"],
  input: ["focus", "blur", "input", "change", "field", "composition", "clipboard", "selection"],
  submit: ["submit", "outcome", "reset"],
  scroll: ["scroll", "wheel", "pointer", "inside"],
  key: ["key", "typed"],
  wrong: ["error", "unanswered", "friction", "invalid", "long_task"],
  fact: ["visitor", "network", "vital"],
  site: ["custom", "tag", "mark"],
};

const groups = new Map(Object.entries(GROUPS).flatMap(([group, kinds]) => kinds.map((kind) => [kind, group])));

/** The group of a kind; one that is not known yet counts as a fact. */
export const groupOf = (kind) => groups.get(kind) ?? "fact";

/** The list's filters and the kinds each one shows. */
export const FILTERS = {
  Pages: [...GROUPS.page],
  Clicks: ["click", "double_click", "context_menu", "drag"],
  Fields: [...GROUPS.input, ...GROUPS.submit],
  Keys: GROUPS.key,
  Scrolls: ["scroll"],
  Problems: GROUPS.wrong,
  Site: GROUPS.site,
  Browser: GROUPS.fact,
  Moves: ["pointer", "inside", "wheel", "press", "contact"],
};

/** Kinds that are marked on the timeline, in the order in which they are drawn: the rarer and the
 *  graver ones end up on top. */
export const MARKED = [
  "scroll", "input", "change", "selection", "clipboard", "media", "click", "drag", "context_menu", "double_click",
  "custom", "tag", "submit", "outcome", "reset", "friction", "invalid", "unanswered", "error",
];

/** Kinds that happen to a tab which is being left or lies behind: they do not make it the active one. */
export const PASSIVE = new Set([
  "blur", "resize", "change", "field", "inside", "visibility", "network", "media", "visitor", "error", "long_task",
  "vital", "mark", "pause", "custom", "tag", "friction", "outcome",
]);
