// A page that cannot be shown, as a drawing: the document's size, where the viewport stands in
// it, and where this visitor clicked.

import { paper } from "./dom.js";

/** Lines of make-believe text, in CSS px of the page. */
const LINE = 34;
const MARGIN = 0.08;
/** Most clicks marked. */
const MAX_DOTS = 500;

/** Draws what of the document is in view. `scale` turns the page's px into the screen's. */
export function sketch(canvas, { viewport, document, scroll }, scale, clicks) {
  const [width, height] = [viewport.w * scale, viewport.h * scale];
  const context = paper(canvas, width, height);
  context.fillStyle = "#f3f1ea";
  context.fillRect(0, 0, width, height);
  const [w, h] = [Math.max(document.w, viewport.w), Math.max(document.h, viewport.h)];
  const left = -scroll.x * scale;
  const y = (page) => (page - scroll.y) * scale;

  context.fillStyle = "#e2dfd4";
  context.fillRect(left, y(0), w * scale, 64 * scale);
  const first = Math.max(3, Math.floor(scroll.y / LINE));
  const last = Math.min(Math.ceil((scroll.y + viewport.h) / LINE), Math.floor(h / LINE) - 2);
  for (let line = first; line <= last; line++) {
    // The lengths only have to look like paragraphs, and the same each time.
    const wave = (line * 7919) % 23;
    if (wave % 6 === 0) continue;
    context.fillRect(left + w * MARGIN * scale, y(line * LINE), w * (0.5 + wave / 68) * scale, 12 * scale);
  }
  context.strokeStyle = "#c9c5b6";
  context.setLineDash([6, 6]);
  context.strokeRect(left + 0.5, y(0) + 0.5, w * scale - 1, h * scale - 1);
  context.setLineDash([]);

  context.fillStyle = "rgb(201 122 46 / .35)";
  for (const { row } of clicks.slice(-MAX_DOTS)) {
    context.beginPath();
    context.arc(left + row.page_x * scale, y(row.page_y), 5, 0, 2 * Math.PI);
    context.fill();
  }
}
