// What CDP's `Input.dispatchKeyEvent` wants to know of a key of an English keyboard.

const NAMED = { Backspace: 8, Tab: 9, Enter: 13, Shift: 16, Control: 17, Escape: 27, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
const SIGNS = { " ": ["Space", 32], ".": ["Period", 190], ",": ["Comma", 188], "-": ["Minus", 189], "'": ["Quote", 222], "@": ["Digit2", 50], "?": ["Slash", 191] };
const SHIFTED = /^[A-Z@?]$/;

export const SHIFT = 8;
export const CONTROL = 2;

/** Whether a character is written with shift held. */
export const shifted = (key) => SHIFTED.test(key);

/** The message for one press or release; `held` are CDP's modifier bits. */
export function keyEvent(down, key, held) {
  const [code, number] =
    key in NAMED ? [["Shift", "Control"].includes(key) ? `${key}Left` : key, NAMED[key]]
    : key in SIGNS ? SIGNS[key]
    : /[0-9]/.test(key) ? [`Digit${key}`, key.charCodeAt(0)]
    : [`Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0)];
  // A key writes text unless control is held; Enter writes a carriage return.
  const text = down && !(held & CONTROL) ? (key.length == 1 ? key : key == "Enter" ? "\r" : "") : "";
  return {
    type: !down ? "keyUp" : text ? "keyDown" : "rawKeyDown",
    key, code, windowsVirtualKeyCode: number, nativeVirtualKeyCode: number, modifiers: held,
    ...(text && { text, unmodifiedText: text }),
    // Editing commands are the operating system's business, so CDP must be told of them.
    ...(down && key == "a" && held & CONTROL && { commands: ["selectAll"] }),
  };
}
