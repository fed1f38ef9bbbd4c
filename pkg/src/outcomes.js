// How forms went, by the site's own rules: fetched only where the options have some. A form that is submitted
// is an attempt, and what then shows or is arrived at says how it went.
import { happens, matches } from "#signals";

// The kind and its results by their numbers on the wire (src/wire/outcome.rs), and a rule as in
// src/capture/signal.rs.
const OUTCOME = 32;
const ATTEMPT = 0;
const SUCCESS = 1;
const FAILURE = 2;
const TARGET = 1;

// Ms for which an attempt waits for its result; Mouseflow waits 2 s, and a bank's answer may take longer.
const WAITS = 10000;
// Ms that loading the next page may take beside.
const LOADS = 20000;
// Ms between two looks at a page that changes.
const LOOK = 100;

// Where an attempt waits for the next page: the rule's form, when it was, and what names the form. Not the
// prefix of the shelf in keep.js.
const KEPT = "desireline-form";
const NAMES = ["id", "class", "name"];

const shown = (selector) => [...document.querySelectorAll(selector)].filter((it) => Element.prototype.getClientRects.call(it).length);

/** Whether the page has that path: the whole, or what is before a `*` at its end. */
const at = (path) => (path.endsWith("*") ? location.pathname.startsWith(path.slice(0, -1)) : location.pathname == path);
const isPath = (what) => what.startsWith("/");

/** A form of a page that is gone, as its markup named it. */
const like = (names) => {
  const form = document.createElement("form");
  NAMES.forEach((name, place) => names[place] && form.setAttribute(name, names[place]));
  return form;
};

/** The attempt that the page before left, once. */
const left = (rules) => {
  try {
    const [form, time, ...names] = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    const rule = rules.find((rule) => rule.form == form);
    if (rule && Math.abs(Date.now() - time) < WAITS + LOADS) return { rule, form: document.querySelector(form) ?? like(names) };
  } catch {}
};

/** Has a recording judge forms by rules, see `FormRule` in options.d.ts. */
export const judge = (entry, given) =>
  entry.add(({ tell, listen, on, guarded, settling }) => {
    if (!on("outcome")) return;
    const rules = given.map(({ form, success = "", failure = "" }) => ({ form: `${form}`, success: `${success}`, failure: `${failure}` }));
    // Without consent nothing is kept in the browser, nor looked for there.
    const keeps = () => entry.kept && !entry.held;
    // The attempt that waits, and what it waits with.
    let waits;
    const settle = (result) => {
      const { form, end } = waits ?? {};
      end?.();
      waits = undefined;
      if (result) tell(OUTCOME, TARGET, happens(form), [result]);
    };

    /** Waits for what a rule says of an attempt; `before` is how the page stood then, if it is the form's own. */
    const wait = ({ rule, form, before }) => {
      settle();
      // What showed before says nothing of this attempt, nor does an address that the page had.
      const holds = (what) =>
        what && (isPath(what) ? at(what) && before?.path != location.pathname : shown(what).some((it) => !before?.showed.includes(it)));
      let soon;
      const look = guarded(() => {
        soon = undefined;
        // A page may say in one place that it failed, and in another what it has taken.
        if (holds(rule.failure)) settle(FAILURE);
        else if (holds(rule.success)) settle(SUCCESS);
      });
      const changed = () => (soon ??= setTimeout(look, LOOK));
      const observer = new MutationObserver(changed);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      // A complaint that stays, and no success, is another one.
      const late = guarded(() => settle(rule.failure && !isPath(rule.failure) && shown(rule.failure).length && FAILURE));
      const last = setTimeout(late, WAITS);
      const end = () => {
        observer.disconnect();
        clearTimeout(soon);
        clearTimeout(last);
      };
      waits = { rule, form, end };
      changed();
    };

    const attempt = (form, event) => {
      const rule = rules.find((rule) => matches(form, rule.form));
      if (!rule) return;
      tell(OUTCOME, TARGET, event, [ATTEMPT]);
      const showed = [rule.success, rule.failure].flatMap((what) => (what && !isPath(what) ? shown(what) : []));
      wait({ rule, form, before: { path: location.pathname, showed } });
    };
    // `form.submit()` dispatches no `submit`, but this; a script that reads a form does, too, and stays.
    let gathered;
    listen("outcome", "submit formdata", (event) => {
      const form = event.composedPath()[0];
      if (event.type == "submit") attempt(form, event);
      else if (form != waits?.form) gathered = { form, time: event.timeStamp };
    });
    settling.push((event) => {
      if (event?.type != "pagehide") return;
      if (event.timeStamp - gathered?.time < WAITS) attempt(gathered.form, happens(gathered.form));
      gathered = undefined;
      if (!waits) return;
      const { rule, form } = waits;
      settle();
      if (keeps()) sessionStorage.setItem(KEPT, JSON.stringify([rule.form, Date.now(), ...NAMES.map((name) => form.getAttribute(name))]));
    });
    entry.also(() => settle());
    const before = keeps() && left(rules);
    if (before) wait(before);
  });
