// The page that is measured: a long read with a menu that stays, a list that scrolls by itself, and a form.
// The same bytes every time. Its parts are named in sites.mjs.

const SENTENCES = [
  "Nobody drew the lane on a map before it was already there.",
  "It begins behind the bakery, where the delivery carts once turned, and leaves the road without a sign.",
  "Children found it first, because the fence had a gap as wide as a child.",
  "After them came the postwoman, who counted that it saved her four minutes a day.",
  "When the parish put gravel on it, the council had been walking there for years.",
  "An engineer measured it in spring and found its slope kinder than that of the road.",
  "What the planners had taken for laziness was a long series of careful choices.",
  "Snow shows them best: a morning after the first fall, every short cut of the town is written out.",
  "Some of them end at a wall, and people climb it.",
  "The gardener of the park sows the lawns late, once he has seen where the grass gives up.",
  "He says that a path is a question which many feet have answered in the same way.",
];
const HEADS = ["The gap in the fence", "Four minutes", "Gravel", "What snow says", "Walls", "Sowing late"];
const GOODS = ["Rye loaf", "Seed roll", "Plum tart", "Oat biscuit", "Poppy plait"];

const some = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join("\n");
const sentences = (first, count) => some(count, (index) => SENTENCES[(first + index * 3) % SENTENCES.length]);

const part = (index) => `<section id="s${index + 1}"><h2>${HEADS[index]}</h2>
${some(4, (number) => `<p id="s${index + 1}p${number}">${sentences(index * 5 + number * 2, 4 + ((index + number) % 3))} <a href="#note-${index}-${number}">note ${index}.${number}</a></p>`)}
<div class="row"><button type="button" id="like${index + 1}">Agree</button><button type="button" id="share${index + 1}">Pass on</button></div></section>`;

/** @param tail markup before the end of the body */
export const page = (tail = "") => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Where the grass gives up</title>
<style>
body { margin: 0; font: 17px/1.6 sans-serif; color: #1d2a1f }
nav { position: sticky; top: 0; z-index: 1; height: 46px; display: flex; align-items: center; gap: 10px; padding: 0 28px; background: #24402b; color: #fff }
nav a { color: #d8ecd4; padding: 5px 16px; text-decoration: none }
nav a:hover { background: #38603f }
main { width: 720px; margin: 30px auto }
button { font: inherit; width: 120px; height: 38px } button:hover { background: #dcebd9 }
.row { display: flex; gap: 12px }
#scroller { height: 240px; overflow: auto; border: 1px solid #93a896; margin: 20px 0 } #scroller li { height: 36px; padding-left: 14px; list-style: none } #scroller ul { margin: 0; padding: 0 }
form { display: grid; grid-template-columns: 150px 1fr 120px; gap: 14px; align-items: center; padding: 22px; border: 1px solid #93a896 }
input:not([type=checkbox]), select, textarea { font: inherit; height: 36px; box-sizing: border-box; grid-column: 2 } textarea { height: 96px; resize: none }
label, #f_go { grid-column: 1 } input[type=checkbox] { width: 22px; height: 22px } footer { padding: 50px; text-align: center }
</style></head><body>
<nav><b>Wayside</b>${some(5, (index) => `<a id="nav${index + 1}" href="#menu-${index}">${["Essays", "Maps", "Letters", "People", "About"][index]}</a>`)}</nav>
<main><h1 id="title">Where the grass gives up</h1>
${some(6, part)}
<h2>From the bakery</h2><div id="scroller"><ul>${some(40, (index) => `<li><b>${GOODS[index % 5]}</b> <span>${((index * 29) % 70) + 20} g</span></li>`)}</ul></div>
<h2>Write to us</h2>
<form id="form" autocomplete="off">
<label for="f_name">Name</label><input id="f_name" name="name" type="text">
<label for="f_email">E-mail</label><input id="f_email" name="email" type="email">
<label for="f_pass">Password</label><input id="f_pass" name="password" type="password"><button id="f_show" type="button">Show</button>
<label for="f_plan">Letters</label><select id="f_plan" name="plan"><option>none</option><option>monthly</option><option>weekly</option></select>
<label for="f_ok">Agreed</label><input id="f_ok" name="ok" type="checkbox">
<label for="f_msg">Message</label><textarea id="f_msg" name="message"></textarea>
<button id="f_go" type="submit">Send</button></form></main>
<footer>Wayside is printed nowhere.</footer>
<script>
addEventListener("click", (event) => {
  if (event.target.closest?.("a")) event.preventDefault();
  if (event.target.id == "f_show") f_pass.type = f_pass.type == "password" ? "text" : "password";
});
form.addEventListener("submit", (event) => event.preventDefault());
// What really happened, counted in every run, so that libraries can be compared by the event.
const KINDS = "mousemove mousedown mouseup click wheel scroll keydown keyup input change focusin submit";
globalThis.happened = { events: 0, clicks: [] };
for (const kind of KINDS.split(" ")) {
  addEventListener(kind, ({ target }) => {
    happened.events++;
    if (kind == "click") happened.clicks.push("#" + target.id);
  }, { capture: true, passive: true });
}
</script>
${tail}</body></html>`;
