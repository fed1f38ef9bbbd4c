// What becomes of the page: its address, how it is seen, what plays in it.

// The visual viewport is told of in steps of so many CSS px, and of tenths of zoom.
const STEP = 8;
// Elements whose time in view is told, at most.
const MARKS = 50;
// As `Navigation` has them.
const [PUSH, REPLACE, TRAVERSE] = [5, 6, 7];

/** page, visibility, orientation, pinch, fullscreen, print, network, media, mark. */
export const pages = (entry) =>
  entry.add(({ TARGET, BOUNDS, whole, zigzag, happens, first, on, open, tell, listen, guarded, quiet, settling }) => {
    // page: navigation without loading. Nothing is told of it while the site has paused; `settle`
    // makes up for it.
    let path = location.origin + location.pathname;
    let entries = history.length;
    // Whether the visitor went back: a new entry then takes the place of those ahead.
    let back;
    const moved = (navigation) => {
      const now = location.origin + location.pathname;
      if (now != path) {
        if (!on("page") || !open(navigation)) return;
        path = now;
        back = navigation == TRAVERSE;
      }
      // An entry for another query is no other page.
      entries = history.length;
    };
    // Where the browser does not say so, a new entry makes the history longer.
    const look = () => moved(history.length == entries && !back ? REPLACE : PUSH);
    const api = globalThis.navigation;
    if (api?.addEventListener) listen("page", "currententrychange", (event) => moved({ replace: REPLACE, traverse: TRAVERSE }[event.navigationType] ?? PUSH), api);
    else {
      listen("page", "popstate", () => moved(TRAVERSE));
      // There the address is looked at ahead of each event.
      entry.ahead = guarded(quiet(look));
    }
    settling.push(look);

    // visibility. What the page may end with is told before frames are sent, and not where the page
    // has told its end already.
    let left;
    settling.push((event) => {
      const type = event?.type;
      if (/^page/.test(type)) left = type == "pagehide";
      const hidden = type == "visibilitychange" && document.visibilityState == "hidden";
      if (!on("visibility") || !/^(vis|freeze)/.test(type) || (hidden && left)) return;
      left = false;
      tell(20, 0, event, [type == "freeze" ? 2 : +hidden]);
    });
    listen("visibility", "resume", (event) => tell(20, 0, event, [3]));

    const angle = () => whole(screen.orientation?.angle, 270) % 360;
    let turnedTo = angle();
    listen("orientation", "resize orientationchange", (event) => {
      if (angle() != turnedTo) tell(21, 0, event, [(turnedTo = angle())]);
    });

    const view = globalThis.visualViewport;
    const around = () => [view.scale * 10, view.offsetLeft / STEP, view.offsetTop / STEP].map(Math.round).join();
    let seen = view && around();
    if (view)
      listen("pinch", "resize scroll", (event) => {
        if (around() == seen) return;
        seen = around();
        tell(42, 0, event, [whole(view.scale * 100), zigzag(view.offsetLeft), zigzag(view.offsetTop)]);
      }, view);

    listen("fullscreen", "fullscreenchange", (event) => tell(22, TARGET, event, [+!!document.fullscreenElement]));
    listen("print", "beforeprint afterprint", (event) => tell(23, 0, event, [+(event.type == "afterprint")]));
    listen("network", "online offline", (event) => tell(24, 0, event, [+(event.type == "online")]));

    listen("media", "play pause seeked ended volumechange", (event) => {
      const { currentTime, muted, volume, loop } = first(event);
      // A loop goes back to its start by itself, without end.
      if (loop && event.type == "seeked") return;
      tell(25, TARGET, event, [["play", "pause", "seeked", "ended", "volumechange"].indexOf(event.type), whole(currentTime), muted ? 0 : whole(volume * 100, 100)]);
    });

    const marked = new WeakSet();
    settling.push(() => {
      if (!on("mark")) return;
      [...document.querySelectorAll("[data-desireline-attention]")].slice(0, MARKS).forEach((element) => {
        if (marked.has(element)) return;
        marked.add(element);
        tell(40, TARGET | BOUNDS, happens(element), []);
      });
    });
  });
