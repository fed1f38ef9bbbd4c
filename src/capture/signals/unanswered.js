// A click that nothing in the page has answered.

// In this time, in ms. Datadog waits 3 s and Sentry 7, but for the page's slowest answers; people take
// 1 s for broken (Nielsen 1993).
const ANSWER = 2000;

// Controls that answer a click by themselves, pictures whose answer cannot be seen, and the page where
// nothing is.
const NATIVE = "input,select,option,textarea,label,summary,video,audio,canvas,iframe,object,embed,[contenteditable]";
const NOTHING = "html,body";
// A link that leads away does so unless a script prevents it.
const LINK = "a[href]:not([href='']):not([href^='#']):not([href^='javascript:'])";
const ANSWERS =
  "scroll focusin blur input change submit invalid reset toggle copy cut play pause visibilitychange pagehide popstate hashchange resize fullscreenchange beforeprint";

/** unanswered. */
export const unanswered = (entry) =>
  entry.add(({ TARGET, CLICKABLE, happens, first, matches, closest, tell, listen, later, guarded }) => {
    if (!globalThis.MutationObserver) return;
    let waits;
    const answered = () => waits?.();
    // Only where it is waited for: such a listener may keep a page out of the back/forward cache.
    const leaving = guarded(answered);
    listen("unanswered", "click", (event) => {
      answered();
      const target = first(event);
      if (!event.isTrusted || event.button || matches(target, NOTHING) || closest(target, NATIVE)) return;
      const { href } = location;
      const observer = new MutationObserver(leaving);
      const forget = later(() => {
        answered();
        const leads = closest(target, LINK) && !event.defaultPrevented;
        if (!leads && location.href == href) tell(41, TARGET | CLICKABLE, happens(target), []);
      }, ANSWER);
      waits = () => {
        observer.disconnect();
        forget();
        removeEventListener("beforeunload", leaving);
        waits = undefined;
      };
      addEventListener("beforeunload", leaving);
      for (const root of event.composedPath()) {
        if (root == document || root instanceof ShadowRoot) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      }
    });
    listen("unanswered", ANSWERS, answered);
    // A press on a text puts a caret there, which is no answer.
    listen("unanswered", "selectionchange", () => getSelection()?.isCollapsed === false && answered());
    entry.also(answered);
  });
