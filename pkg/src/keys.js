// The characters that keys write, in fields of the site's choice: fetched only where the options name some, so
// that elsewhere no code is there that could read one.
import { matches } from "#signals";

// The kind by its number on the wire (src/wire/typed.rs), and rules as in src/capture/signal.rs: an element, a
// known field that may tell more than the focus, and times in steps.
const TYPED = 44;
const TARGET = 1;
const FIELD = 2;
const COARSE = 32;

/** Has characters told of the fields that `selector` finds, or that lie in what it finds. */
export const type = (entry, selector) => entry.add(({ tell, listen }) =>
  listen("typed", "keydown", (event) => {
    // AltGr is both on Windows, and writes characters.
    const shortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState?.("AltGraph");
    if (shortcut || event.isComposing || !event.composedPath().some((element) => matches(element, selector))) return;
    const texts = [];
    // Asked for only once the field may tell it.
    tell(TYPED, TARGET | FIELD | COARSE, event, () => {
      const { key } = event;
      // One character, in two units if need be; a number in whatever script stays with who writes it.
      if (!/^[^\p{N}\p{C}]$/u.test(key)) return;
      texts.push(key);
      return [];
    }, texts);
  }),
);
