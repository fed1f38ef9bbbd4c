// Runs in the page before its own scripts: every event that a session recorder may see, one line each,
// told to `desirelineLines`. No character and no value is taken.
(() => {
  const round = (value) => Math.round(value * 10) / 10;
  const targets = new Map();
  let lines = [];
  const tell = (line) => lines.push(JSON.stringify(line));
  const send = () => {
    if (lines.length) globalThis.desirelineLines(lines.join("\n"));
    lines = [];
  };

  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(round);
  };
  const path = (element) => {
    const steps = [];
    for (let up = element; up.parentElement; up = up.parentElement) steps.unshift([...up.parentElement.children].indexOf(up));
    return steps;
  };
  // An element is described on a line of its own before the first line that names it.
  const number = (element) => {
    if (!(element instanceof Element)) return undefined;
    let known = targets.get(element);
    if (!known) {
      targets.set(element, (known = targets.size + 1));
      const attribute = (name) => element.getAttribute(name) || undefined;
      tell({
        type: "target", n: known, tag: element.localName, id: attribute("id"), class: attribute("class"), name: attribute("name"),
        role: attribute("role"), input: element instanceof HTMLInputElement ? element.type : undefined,
        secret: element instanceof HTMLInputElement && element.type == "password" ? true : undefined,
        path: path(element), box: box(element),
      });
    }
    return known;
  };

  const CLASSES = [
    ["letter", /^\p{L}$/u], ["digit", /^\d$/], ["edit", /^(Backspace|Delete|Insert|Clear|Undo|Redo)$/], ["navigation", /^(Arrow\w+|Tab|Escape|Home|End|Page\w+)$/],
    ["modifier", /^(Shift|Control|Alt|AltGraph|Meta|\w+Lock)$/], ["enter", /^Enter$/],
  ];
  const keyClass = ({ key, ctrlKey, metaKey }) => {
    if (key.length == 1 && (ctrlKey || metaKey)) return "shortcut";
    return CLASSES.find(([, pattern]) => pattern.test(key))?.[0] ?? "other";
  };
  const modifiers = (event) => event.ctrlKey | (event.altKey << 1) | (event.shiftKey << 2) | (event.metaKey << 3) || undefined;
  const place = (event) => ({ x: round(event.clientX), y: round(event.clientY) });
  const moves = (event) => {
    const all = event.getCoalescedEvents().map((one) => [round(one.timeStamp), round(one.clientX), round(one.clientY)]);
    return all.length > 1 ? all : undefined;
  };
  const pointer = (event) => ({ ...place(event), pointer: event.pointerType, buttons: event.buttons || undefined });
  const press = (event) => ({ ...pointer(event), button: event.button, mods: modifiers(event), box: event.target instanceof Element ? box(event.target) : undefined });
  const key = (event) => ({ class: keyClass(event), repeat: event.repeat || undefined, mods: modifiers(event) });
  const nothing = () => ({});

  const KINDS = {
    pointermove: (event) => ({ ...pointer(event), mods: modifiers(event), coalesced: moves(event) }),
    pointerdown: press,
    pointerup: press,
    click: (event) => ({ ...press(event), detail: event.detail }),
    dblclick: press,
    contextmenu: press,
    wheel: (event) => ({ ...place(event), dx: round(event.deltaX), dy: round(event.deltaY), mode: event.deltaMode || undefined, mods: modifiers(event) }),
    scroll: ({ target }) => (target instanceof Element ? { left: round(target.scrollLeft), top: round(target.scrollTop) } : {}),
    keydown: key,
    keyup: key,
    input: (event) => ({ input: event.inputType || undefined }),
    change: nothing,
    focusin: ({ target }) => ({ box: box(target) }),
    focusout: nothing,
    submit: ({ target }) => ({ controls: target.elements.length }),
  };
  const common = (event) => ({ type: event.type, t: round(event.timeStamp), late: round(performance.now() - event.timeStamp), sx: round(scrollX), sy: round(scrollY) });
  for (const [type, more] of Object.entries(KINDS)) {
    addEventListener(type, (event) => {
      const [head, details, target] = [common(event), more(event), number(event.target)];
      tell({ ...head, target, ...details });
    }, { capture: true, passive: true });
  }

  const sizes = () => {
    const root = document.documentElement;
    return { viewport: [innerWidth, innerHeight], document: [root.scrollWidth, root.scrollHeight] };
  };
  addEventListener("resize", (event) => tell({ ...common(event), ...sizes() }));
  addEventListener("visibilitychange", (event) => tell({ ...common(event), state: document.visibilityState }), true);
  addEventListener("pagehide", (event) => {
    tell(common(event));
    send();
  });
  addEventListener("DOMContentLoaded", (event) => tell({
    ...common(event), type: "page", path: location.pathname, from: document.referrer && new URL(document.referrer).pathname, wall: Date.now(), ...sizes(),
    screen: [screen.width, screen.height], dpr: devicePixelRatio, language: navigator.language,
  }));
  addEventListener("load", (event) => tell({ ...common(event), ...sizes() }));
  globalThis.desirelineSend = send;
  setInterval(send, 5000);
})();
