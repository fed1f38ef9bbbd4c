// What a hand does: presses, further fingers, the wheel, drags.

// Wheel events this close, in ms, are one turn.
const TURN = 300;
// A further finger is told of when it has moved so far, in CSS px.
const STEP = 8;
// More fingers than anybody puts down.
const FINGERS = 20;

/** press, contact, double_click, context_menu, wheel, drag, inside. */
export const pointing = (entry) =>
  entry.add(({ TARGET, PLACE, CLICKABLE, whole, zigzag, tell, listen, later, settling }) => {
    // An event that a script made is no further finger, though it is not primary either.
    const further = (event) => event.isPrimary === false && event.pointerType == "touch";
    listen("press", "pointerdown pointerup pointercancel", (event) => {
      if (further(event)) return;
      const phase = ["pointerdown", "pointerup"].indexOf(event.type);
      // Of a cancelled press browsers give no place.
      tell(13, TARGET | CLICKABLE | (phase < 0 ? 0 : PLACE), event, [
        phase < 0 ? 2 : phase,
        Math.max(0, whole(event.button)),
        Math.max(0, ["mouse", "touch", "pen"].indexOf(event.pointerType)),
        whole(event.pressure * 100, 100),
      ]);
    });

    const contacts = new Map();
    listen("contact", "pointerdown pointermove pointerup pointercancel", (event) => {
      if (!further(event)) return;
      const phase = ["pointerdown", "pointermove", "pointerup", "pointercancel"].indexOf(event.type);
      const { pointerId, clientX, clientY } = event;
      let contact = contacts.get(pointerId);
      if (!phase && (contact || contacts.size < FINGERS)) {
        let no = 1;
        for (const other of contacts.values()) no = Math.max(no, other.no + 1);
        contacts.set(pointerId, (contact = { no: contact?.no ?? no }));
      }
      if (!contact || (phase == 1 && Math.hypot(clientX - contact.x, clientY - contact.y) < STEP)) return;
      if (phase < 3) [contact.x, contact.y] = [clientX, clientY];
      if (phase > 1) contacts.delete(pointerId);
      tell(14, 0, event, [contact.no, phase, zigzag(contact.x), zigzag(contact.y)]);
    });

    listen("double_click", "dblclick", (event) => tell(15, TARGET | CLICKABLE, event, []));
    listen("context_menu", "contextmenu", (event) => tell(16, TARGET | CLICKABLE, event, []));

    let turn;
    let rest;
    const turned = () => {
      rest?.();
      if (turn) tell(17, 0, turn, [zigzag(turn.dx), zigzag(turn.dy), turn.mode, turn.count]);
      turn = rest = undefined;
    };
    settling.push(turned);
    entry.also(() => rest?.());
    listen("wheel", "wheel", (event) => {
      const { timeStamp, deltaX, deltaY } = event;
      const mode = Math.min(2, Math.max(0, whole(event.deltaMode)));
      if (turn && (turn.mode != mode || timeStamp - turn.timeStamp > TURN)) turned();
      rest?.();
      rest = later(turned, TURN);
      turn ??= { dx: 0, dy: 0, count: 0, mode, composedPath: () => [] };
      turn.timeStamp = timeStamp;
      turn.dx += deltaX || 0;
      turn.dy += deltaY || 0;
      turn.count++;
    });

    listen("drag", "dragstart drop dragend", (event) => tell(18, TARGET, event, [["dragstart", "drop", "dragend"].indexOf(event.type)]));

    // Only what crosses the page's border has nothing on the other side; but an element that the
    // page takes away from under the pointer leaves nothing there, either.
    let within;
    listen("inside", "mouseover mouseout", (event) => {
      const now = event.type == "mouseover";
      if (event.relatedTarget || within === now) return;
      within = now;
      tell(19, 0, event, [+now]);
    });
  });
