// What is done to text and to forms; never which text.

const TEXT = "input:not([type=button],[type=submit],[type=reset],[type=image],[type=hidden]),select,textarea,[contenteditable]";
const CHECKED = "[type=checkbox],[type=radio]";
// Fields that tell how they are edited. Where they do not, it was no key: browsers fill fields in like that.
const TYPED = "textarea,input:not([type]),[type=text],[type=email],[type=tel],[type=url],[type=search]";
// What may hold a field without showing it.
const OPAQUE = "iframe,object,embed";

// Beginnings of `InputEvent.inputType` (https://www.w3.org/TR/input-events-2/), most special first.
const HOW = [/^insertReplacement/, /^history/, /Composition/, /Drop/, /Paste|Yank/, /^delete/, /^insert/];
const HOW_NO = [6, 7, 5, 4, 3, 2, 1];
const [REPLACED, DELETED] = [6, 2];
const RULES = ["customError", "valueMissing", "typeMismatch", "patternMismatch", "tooLong", "tooShort", "rangeUnderflow", "rangeOverflow", "stepMismatch", "badInput"];

/** Tenths of a second from one moment to another. */
const tenths = (from, to) => Math.max(0, Math.round((to - from) / 100));

/** selection, clipboard, composition, reset, invalid, input, field. */
export const fields = (entry) =>
  entry.add(({ TARGET, FIELD, COARSE, KNOWN, bucket, happens, first, matches, closest, on, tell, listen, settling }) => {
    // selection: how much of the page, by where it begins and ends; its text is not read.
    let selected = 0;
    let selecting;
    listen("selection", "selectionchange", (event) => (selecting = event));
    /** Whether a place in the page lies in a field, or where one cannot be seen. */
    const inField = (node) => node && (node.getRootNode() != document || closest(node instanceof Element ? node : node.parentElement, TEXT));
    const selectedNow = () => {
      const event = selecting;
      selecting = undefined;
      if (!event) return;
      const active = document.activeElement;
      if (matches(active, `${TEXT},${OPAQUE}`) || active?.shadowRoot || /-/.test(active?.localName)) return;
      const { isCollapsed, anchorNode, focusNode, anchorOffset, focusOffset } = getSelection() ?? {};
      if (inField(anchorNode) || inField(focusNode)) return;
      const now = isCollapsed !== false ? 0 : anchorNode != focusNode || !(anchorNode instanceof Text) ? 3 : bucket(Math.abs(anchorOffset - focusOffset));
      if (now != selected) tell(26, 0, event, [(selected = now)]);
    };
    settling.push(selectedNow);
    listen("selection", "pointerup keyup", selectedNow);

    // The page's own text may be copied; what is put into something that is no known field is not told.
    listen("clipboard", "copy cut paste", (event) => {
      const action = ["copy", "cut", "paste"].indexOf(event.type);
      tell(27, TARGET | COARSE | (action > 0 ? FIELD : KNOWN), event, [action]);
    });
    listen("composition", "compositionstart compositionend", (event) => tell(28, TARGET | FIELD | COARSE, event, [+(event.type == "compositionend")]));
    listen("reset", "reset", (event) => tell(29, TARGET, event, []));
    listen("invalid", "invalid", (event) =>
      tell(30, TARGET | FIELD, event, () => {
        const { validity } = first(event);
        return [Math.max(0, RULES.findIndex((rule, place) => place && validity[rule]))];
      }),
    );

    let stay;
    const empty = (field) => (matches(field, CHECKED) ? !field.checked : !(field.value ?? field.textContent));
    listen("field", "focusin", (event) => {
      if (matches(first(event), TEXT)) stay = { of: first(event), since: event.timeStamp, edits: 0, corrections: 0, refills: 0 };
    });
    // A stay counts edits though they are not told by themselves.
    listen(on("input") ? "input" : "field", "input", (event) =>
      tell(9, TARGET | FIELD | COARSE, event, () => {
        const field = first(event);
        const { inputType } = event;
        const how = HOW_NO[HOW.findIndex((kind) => kind.test(inputType))] ?? (inputType === undefined && matches(field, TYPED) ? REPLACED : 0);
        if (stay?.of == field) {
          stay.first ??= event.timeStamp;
          stay.edits++;
          stay.corrections += how == DELETED;
          if (empty(field)) stay.emptied = true;
          else if (stay.emptied) stay.refills += !(stay.emptied = false);
        }
        return on("input") && [how];
      }),
    );
    const leave = (event) => {
      const { of, since, first: begun, edits, corrections, refills } = stay ?? {};
      stay = undefined;
      if (!of || of != first(event)) return;
      const { timeStamp } = event;
      tell(31, TARGET | FIELD | COARSE, event, () => {
        const blank = empty(of);
        const length = blank || matches(of, `${CHECKED},select`) ? 0 : bucket((of.value ?? of.textContent).length);
        return [tenths(since, begun ?? timeStamp), tenths(since, timeStamp), edits, corrections, refills, length, +blank];
      });
    };
    listen("field", "focusout", leave);
    // Who submits a form by Enter, or goes away, leaves the field with the page.
    settling.push((event) => event?.type == "pagehide" && stay && leave(happens(stay.of)));
  });
