// The only ways in which the viewer writes into its page. What a frame says is hostile, so it
// becomes text and nothing else.

/** The element with this id; the page is ours, so it is there. */
export const id = (name) => document.getElementById(name);

/** A new element with a class and plain text. */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

/** Writes text only where it differs, so that a repeated call costs no layout. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

/** Sizes a canvas for the screen's pixels and gives its context, scaled to CSS px. */
export function paper(canvas, width, height) {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
