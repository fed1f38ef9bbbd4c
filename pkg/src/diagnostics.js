// Errors, long tasks and web vitals: fetched only where the options ask for them.
import { onCLS, onFCP, onINP, onLCP, onTTFB } from "#vitals";
import { happens } from "#signals";

// Kinds by their numbers on the wire (src/wire/{page_error,long_task,vital}.rs), and what went wrong.
const [ERROR, LONG_TASK, VITAL] = [34, 35, 36];
const [EXCEPTION, REJECTION, RESOURCE] = [0, 1, 2];
const VITALS = ["LCP", "CLS", "INP", "FCP", "TTFB"];

// Different errors of a page, and long tasks, that are told at most: a broken loop throws forever.
const MAX_ERRORS = 20;
const MAX_TASKS = 50;
// Characters of a message, and functions of a stack, that are told.
const MAX_MESSAGE = 200;
const MAX_FUNCTIONS = 5;

/** Origin and path of an address, without what looks like somebody's number or a token (threat L1). */
const place = (url) => {
  try {
    const { origin, pathname, protocol } = new URL(url, location.href);
    if (!/^https?:$/.test(protocol)) return protocol;
    return origin + pathname.replace(/[^/]*(\d{5}|[a-z\d]{20}|@|%40)[^/]*/gi, "*");
  } catch {
    return "";
  }
};

/** What may be said of a message: it quotes values, names addresses and counts. */
const redact = (message) =>
  `${message ?? ""}`
    .replace(/\bhttps?:[^\s"'`)]+/g, place)
    .replace(/(["'`“„«]).*?["'`”“»]/g, "…")
    .replace(/\S+@\S+/g, "…")
    .replace(/\d+/g, "#")
    .slice(0, MAX_MESSAGE);

/** The functions of a stack, innermost first. */
const functions = (stack) =>
  [...`${stack ?? ""}`.matchAll(/^\s*(?:at (?:async )?(?:new )?)?([\w$.<>]+)(?:@| \()/gm)]
    .slice(0, MAX_FUNCTIONS)
    .map(([, name]) => name)
    .join(" ");

/** Adds what `wanted` names ("errors", "long_tasks", "resources", "vitals") to a recording. */
export const diagnose = (entry, wanted) => entry.add(({ tell: told, hear, guarded, settling }) => {
  const tell = (kind, numbers, texts, t) => told(kind, 0, happens(undefined, t), numbers, texts);
  const on = (what) => wanted.includes(what);
  const watch = (type, handler) => {
    try {
      if (!PerformanceObserver.supportedEntryTypes.includes(type)) return false;
      const observer = new PerformanceObserver(guarded((list) => list.getEntries().forEach(handler)));
      observer.observe({ type, buffered: true });
      entry.also(() => observer.disconnect());
      return true;
    } catch {
      return false;
    }
  };

  // Each error is told when it is first seen, and once more at the end with how often it was.
  const errors = new Map();
  const failed = (t, kind, message, source, stack) => {
    const name = [kind, message, source].join();
    const known = errors.get(name);
    if (known) known.count++;
    else if (errors.size < MAX_ERRORS) {
      errors.set(name, { kind, texts: [message, source, stack], count: 1, told: 1 });
      tell(ERROR, [kind, 1], [message, source, stack], t);
    }
  };
  const again = () =>
    errors.forEach((error) => {
      if (error.count > error.told) tell(ERROR, [error.kind, (error.told = error.count)], error.texts);
    });
  if (on("errors")) {
    hear("error", ({ timeStamp, message, filename, error, target }) => {
      if (target == window) failed(timeStamp, EXCEPTION, redact(message), place(filename), functions(error?.stack));
    });
    hear("unhandledrejection", ({ timeStamp, reason }) => failed(timeStamp, REJECTION, redact(reason?.message ?? reason), "", functions(reason?.stack)));
  }
  if (on("resources")) {
    hear("error", ({ timeStamp, target }) => {
      const url = target instanceof Element && (target.currentSrc || target.src || target.href);
      if (typeof url == "string" && url) failed(timeStamp, RESOURCE, new URL(url, location.href).host, target.localName, "");
    });
    watch("resource", ({ name, responseStatus, initiatorType, responseEnd }) => {
      if (responseStatus >= 400 && /fetch|xmlhttprequest|beacon/.test(initiatorType)) failed(responseEnd, RESOURCE, new URL(name).host, initiatorType, "");
    });
  }
  if (on("long_tasks")) {
    let left = MAX_TASKS;
    const busy = ({ startTime, duration, blockingDuration, entryType }) => {
      const frame = entryType == "long-animation-frame";
      if (left-- > 0) tell(LONG_TASK, [duration, frame ? blockingDuration : duration - 50, +frame], [], startTime + duration);
    };
    watch("long-animation-frame", busy) || watch("longtask", busy);
  }
  const vitals = new Map();
  if (on("vitals")) {
    const changed = ({ name, value }) => vitals.set(name, Math.round(name == "CLS" ? value * 10_000 : value));
    [onCLS, onFCP, onINP, onLCP, onTTFB].forEach((measure) => measure(changed, { reportAllChanges: true }));
  }
  // A value is told when it may be the last.
  settling.push((event) => {
    if (!event || (event.type == "visibilitychange" && document.visibilityState == "visible")) return;
    vitals.forEach((value, name) => tell(VITAL, [VITALS.indexOf(name), value], []));
    vitals.clear();
    again();
  });
});
