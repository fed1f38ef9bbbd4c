// The strokes over the page: each draws one mark on the canvas, in the screen's px.

const FULL = 2 * Math.PI;
const MAIN = "214 96 38";
const OTHER = "60 120 190";

/** A click that spreads; `part` of its time has passed. */
export function ripple(ink, x, y, part, button) {
  const colour = button === 0 ? MAIN : OTHER;
  ink.strokeStyle = `rgb(${colour} / ${1 - part})`;
  ink.fillStyle = `rgb(${colour} / ${0.3 * (1 - part)})`;
  ink.lineWidth = 2.5;
  circle(ink, x, y, 7 + 24 * Math.sqrt(part));
  ink.fill();
  ink.stroke();
}

/** A button or contact that is down; a harder press is a larger one. */
export function hold(ink, x, y, { button, pressure }) {
  const colour = button === 0 ? MAIN : OTHER;
  ink.strokeStyle = `rgb(${colour} / .95)`;
  ink.fillStyle = `rgb(${colour} / .3)`;
  ink.lineWidth = 2;
  circle(ink, x, y, 10 + Math.min(pressure, 100) / 12);
  ink.fill();
  ink.stroke();
}

/** A finger beside the first. */
export function contact(ink, x, y) {
  ink.strokeStyle = "#fff";
  ink.fillStyle = "rgb(224 142 52 / .55)";
  ink.lineWidth = 2;
  circle(ink, x, y, 13);
  ink.fill();
  ink.stroke();
}

/** A cross over a click that nothing answered. */
export function noAnswer(ink, x, y, part) {
  ink.strokeStyle = `rgb(200 50 40 / ${1 - part})`;
  ink.lineWidth = 3;
  ink.beginPath();
  for (const way of [1, -1]) {
    ink.moveTo(x - 11, y - 11 * way);
    ink.lineTo(x + 11, y + 11 * way);
  }
  ink.stroke();
}

/** What of the viewport is shown while it is zoomed: the rest is dimmed. */
export function part(ink, { zoom, left, top }, scale, size) {
  const [x, y] = [left * scale, top * scale];
  const [w, h] = [(size.w * 100) / zoom, (size.h * 100) / zoom];
  ink.fillStyle = "rgb(20 24 26 / .35)";
  ink.beginPath();
  ink.rect(0, 0, size.w, size.h);
  ink.rect(x, y, w, h);
  ink.fill("evenodd");
  ink.strokeStyle = "rgb(255 255 255 / .8)";
  ink.lineWidth = 1.5;
  ink.strokeRect(x, y, w, h);
}

function circle(ink, x, y, radius) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, FULL);
}
