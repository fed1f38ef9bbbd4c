// What must be known of an element beyond its own markup: where it stands, what scrolls it, what labels
// it, what the site hides, keypads, and secret fields whose place it takes. Until this file is there
// nothing is told of any element (edge.js).

import { safe } from "./keep.js";
import { matches as is } from "./signals.js";

export { grant, post, resend, revoke, stay } from "./keep.js";
export { attach } from "./signals.js";

// Steps from an element outwards, and elements before each, that are looked at: a hostile page's
// trees are deeper and wider, a real page's hardly ever.
const DEEP = 64;
const LIKE = 1000;

// Characters of what is said of a field that are searched.
const HINTS = 200;
const SAID = ["placeholder", "aria-label", "title", "data-testid", "data-field"];

const FIELD = "input,select,textarea";
const EDITABLE = "[contenteditable]:not([contenteditable=false i])";

// Elements around an event that may be a keypad; elements in a keypad at most; digits that make one of
// a group of keys, as one may be a picture; ms after which what was none is looked at again.
const NEAR = 6;
const KEYS = 150;
const DIGITS = 9;
const AGAIN = 3000;

// Ms for which what was found of an element under a moving pointer holds; and for which what is said of a
// field and how it is drawn does, while nothing in its markup changes.
const SAME = 200;
const STILL = 500;

// A movement's place in the list of kinds in src/capture/mod.rs.
const MOVE = 0;
// Events from which on they no longer wait for wasm: about a second of them.
const WAITING = 60;

// Asked of the prototype, as in edge.js.
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) ?? "";
const property = (owner, name, element) => (element instanceof owner ? Reflect.get(owner.prototype, name, element) : 0);

/** The nearest element of which something holds, from an element outwards, through shadow roots. */
const around = (element, holds) => {
  for (let left = DEEP; element instanceof Element && left--; element = outside(element)) if (holds(element)) return element;
};
/** An element and all that is around it. */
const outwards = (element) => {
  const path = [];
  for (; element instanceof Element && path.length < LIKE; element = outside(element)) path.push(element);
  return path;
};
const outside = (element) => {
  // What is shown through a slot lies where the slot does.
  const parent = property(Element, "assignedSlot", element) || property(Node, "parentNode", element);
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : undefined;
};

/** The element if it is drawn. The style of one that is not would be worked out now, through all
 * that is around it: 100,000 deep, that ends the tab. */
const drawn = (element) => Element.prototype.getClientRects.call(element).length > 0 && element;

/** Where an element lies, in CSS px: left and top in the viewport, then in the document, as both
 * stand now; width and height. */
export const side = safe((element, place) => {
  const { x, y, width, height } = Element.prototype.getBoundingClientRect.call(element);
  return Math.round([x, y, x + scrollX, y + scrollY, width, height][place]);
}, 0);

/** Whether an element stays where it is when the page scrolls. */
export const pinned = safe((element) => !!around(drawn(element), (it) => /fixed|sticky/.test(getComputedStyle(it).position)), false);

/** The element around an element that scrolls it, if it is not the page. */
export const scroller = safe((element) =>
  around(
    drawn(element) && outside(element),
    (it) => it != document.scrollingElement && it != document.body && /auto|scroll/.test(getComputedStyle(it).overflow) && it.scrollHeight + it.scrollWidth > it.clientHeight + it.clientWidth,
  ),
);

/** Whether an `id` leads from the document to the element. A control may shadow `getElementById`;
 * in shadow roots each component has the same ones. */
const leads = safe((id, element) => id && document.getElementById(id) == element);

/** An element's way out to the document, a line for each step: tag, place among its like, and the
 * `id` if it leads there. */
export const way = safe((element) => {
  const lines = [];
  around(element, (it) => {
    const tag = property(Element, "localName", it);
    const id = attribute(it, "id");
    let place = 1;
    for (let before = it, left = LIKE; left-- && (before = property(Element, "previousElementSibling", before)); )
      place += property(Element, "localName", before) == tag;
    lines.push(`${tag} ${place} ${leads(id, it) ? id.replace(/\s/g, " ") : ""}`);
  });
  return lines.join("\n");
}, "");

/** The words of a label, without what stands in the controls in it. */
const words = (node) =>
  node.nodeType == 3 ? node.data : is(node, `${FIELD},${EDITABLE}`) ? "" : [...node.childNodes].map(words).join(" ");

/** What is said of a field to people, to screen readers and to tests. */
const hints = (element) => {
  const labels = attribute(element, "aria-labelledby").split(" ").map((id) => id && document.getElementById(id));
  return [...SAID.map((name) => attribute(element, name)), ...[...(element.labels ?? []), ...labels].map((label) => label && words(label))]
    .join(" ")
    .trim()
    .slice(0, HINTS)
    .toLowerCase();
};

// Characters of an allowed parameter's value that are told.
const MAX_VALUE = 100;
// A hash that is an application's address, not a place in the page.
const ROUTE = /^#!?\//;

/**
 * What is told of an address, beside origin and path: the query's parameters of these names and, where
 * `hash` says so, the hash. The site's own function may take more away; where it adds, throws or says
 * nothing, the origin stays.
 */
export const addresses = (parameters, hash, redact) => (url) => {
  const kept = new URLSearchParams();
  new URLSearchParams(url.search).forEach((value, name) => parameters.includes(name) && kept.append(name, value.slice(0, MAX_VALUE)));
  const query = `${kept}`;
  // Other addresses have no origin; of theirs only the scheme is told (src/privacy/url.rs).
  const origin = /^http/.test(url.protocol) ? url.origin : url.protocol;
  const told = origin + url.pathname + (query && "?" + query) + (hash && ROUTE.test(url.hash) ? url.hash : "");
  const said = redact ? safe(redact, "")(told) : told;
  return typeof said == "string" && said.startsWith(origin) && removes(told, said) ? said : origin;
};
/** Whether one text is another with characters taken out of it. */
const removes = (from, to) => {
  let at = 0;
  for (const unit of from.split("")) at += unit == to[at];
  return at == to.length;
};

const keypads = new WeakSet();
// What was none when it was last looked at, and when these were begun.
let others = new WeakSet();
let looked = 0;

/** Whether an element is the smallest that holds a keypad for digits: where that is pressed tells what
 * is written (threat K4). Calendars and scales up to ten have numbers of two digits too. */
const keypad = (element) => {
  if (keypads.has(element) || others.has(element)) return keypads.has(element);
  const digits = new Set();
  let numbers = 0;
  const all = Element.prototype.getElementsByTagName.call(element, "*");
  const may = all.length >= DIGITS && all.length < KEYS;
  for (const key of may ? all : []) {
    if (key.firstElementChild || is(key, "input:not([type=button]),textarea,option")) continue;
    const text = (attribute(key, "aria-label") || attribute(key, "value") || key.firstChild?.data || "").trim();
    if (/^\d$/.test(text)) digits.add(text);
    else numbers += /^\d+$/.test(text);
  }
  const found = digits.size >= DIGITS && !numbers && ![...all].some(keypad);
  (found ? keypads : others).add(element);
  return found;
};

/** What a field shares with the node that takes its place, and with a copy. */
const traits = (element, said) =>
  // Its place, whatever its own id.
  [attribute(element, "id"), attribute(element, "name"), said, location.pathname + way(element).replace(/^(\S+ \S+) .*/, "$1")].map((trait, at) => trait && at + trait);

/**
 * Makes a recording know all this. The selectors are the site's own, beside the attributes; each may be
 * empty, and where one is none, nothing is told of any element.
 */
export const guard = (entry, ...selectors) =>
  entry.guard((secrets) => {
    // Movements wait for one crossing into wasm, and so do the page's scrolls: there are more of them than of all
    // else together, and most of what a short crossing costs is that it is one.
    const waiting = [];
    let count = 0;
    entry.settle = entry.carry = () => {
      count = 0;
      waiting.splice(0).forEach((event) => entry(event.kind, event));
    };
    const wait = (event) => {
      if (entry.paused) return;
      const last = waiting[waiting.length - 1];
      if (event.moves && last?.pointerType == event.pointerType) last.moves.push(...event.moves);
      else waiting.push(event);
      if (++count >= WAITING) entry.carry();
    };
    // How far the page is by now is no longer known once it waited.
    entry.roll = (kind, timeStamp) => wait({ kind, timeStamp, composedPath: () => [], page: [scrollX, scrollY] });

    const [block, mask, allow] = ["block", "mask", "allow"].map((rule, at) => `[data-desireline=${rule} i]${selectors[at] ? "," + selectors[at] : ""}`);

    const any = [block, mask, allow].join();

    // What secret fields can be known again by: pages put new nodes in their place.
    const past = new Set();

    // Of the elements around the last event none is masked or allowed.
    let plain;
    // When that was.
    let now;
    /** Whether nothing may be told of what happens along a path from an element outwards. */
    const hides = (path, time) => {
      // A signal of the recorder's own has no path, but the element.
      if (!path[1]) path = outwards(path[0]);
      now = time;
      // A page's own events may say any time, which then holds for them alone.
      if (Math.abs(now - looked) > AGAIN) [others, looked] = [new WeakSet(), now];
      let hidden = false;
      let near = NEAR;
      plain = path;
      for (const it of path) {
        if (!(it instanceof Element)) continue;
        if (is(it, any)) {
          plain = [];
          hidden ||= is(it, block);
        }
        if (near-- > 0) hidden ||= keypad(it);
      }
      return hidden;
    };
    const masks = (element) => !plain.includes(element) && is(outwards(element).find((it) => is(it, `${mask},${allow}`)), mask);

    // What was found of a field.
    const fields = new WeakMap();
    const look = (element) => {
      const markup = [attribute(element, "class"), attribute(element, "style"), document.activeElement == element, past.size].join();
      let found = fields.get(element);
      if (found?.markup == markup && Math.abs(now - found.at) < STILL) return found;
      const said = hints(element);
      // Most pages have nothing to compare it with, and its way out is a long one.
      if (past.size && !secrets.has(element) && traits(element, said).some((trait) => past.has(trait))) secrets.add(element);
      const veiled = drawn(element) && !/^(none)?$/.test(getComputedStyle(element).webkitTextSecurity ?? "");
      fields.set(element, (found = { markup, at: now, said, veiled }));
      return found;
    };
    let inside;
    let over, since;

    entry.move = (event, gathered) => {
      if (entry.paused) return;
      const { target, timeStamp, pointerType } = event;
      // The first movement outside also tells of places on the way out.
      const left = inside;
      // Some times a second is enough while the pointer stays over an element: it moves at a hundred. The
      // elements of a shadow root are one from outside.
      if (target != over || !(Math.abs(timeStamp - since) < SAME)) {
        entry.ahead("pointermove", timeStamp);
        inside = hides(event.composedPath(), timeStamp);
        [over, since] = [target?.shadowRoot === null && target, timeStamp];
      }
      // Asked now: once it is over, not every browser knows. What they say can wait.
      if (!inside && !left) wait({ kind: MOVE, pointerType, moves: gathered(event) });
    };
    return {
      hides,
      /** Remembers a secret field. What takes another's place hands nothing on. */
      remember: (element) => traits(element, hints(element)).forEach((trait) => trait && past.add(trait)),
      /** Of an element: whether it is masked, and of a field whether it is known again or veiled; then
       * what is said of it. */
      about(element) {
        const field = is(element, FIELD) || element.isContentEditable === true;
        const masked = masks(element);
        if (masked || !field) return [masked ? "m" : "", ""];
        const { veiled, said } = look(element);
        return [veiled ? "v" : "", said];
      },
    };
  });
