// What a visitor does on a page: chapters in an order, with texts and pauses, of a seed.

const NAMES = ["Ruth Okafor", "Tomas Lindqvist", "Ines Ca<arvalho", "Peter van der Bergh", "Aoife Brenna<<nnan", "Jan Novak", "Mei Tanaka", "Samuel O'Hara"];
const MAILS = ["ruth.okafor@example.com", "t.lindqvist@example.org", "ines@example.net", "pvdb77@example.com", "aoife.b@examlpe<<<<ple.ie", "novak-jan@example.cz", "mei.tanaka@example.jp", "sam@example.org"];
const MESSAGES = [
  "Could you call before noon? The doorbell is out of ordre<<er.",
  "Second floor, left. Thank you.",
  "I wuold<<<<<ould like the list as plain text if that is possible, and only once a month.",
  "Please leave it with the neighbours at number 14, they know about it.",
  "Is the harbour tour still running in October, and do children pay?",
  "No hurry at all.",
];

/** What is in a field after a text with corrections was typed. */
export const written = (text) => [...text].reduce((done, key) => (key == "<" ? done.slice(0, -1) : done + key), "");

const secretOf = ({ pick, whole }) => Array.from({ length: whole(8, 15) }, () => pick([..."abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789"])).join("");

/**
 * A long read with a list and a form. Gives back what the form holds in the end.
 * @param site names of the page's parts, see sites.mjs
 */
export function article(hand, random, site) {
  const { chance, pick, whole, between, shuffle } = random;
  const form = {};

  const menu = () => {
    for (const link of shuffle(site.menu).slice(0, whole(1, 3))) hand.click(link);
    hand.wander(whole(0, 2));
  };
  const read = (part) => () => {
    hand.bring(pick(part.paragraphs), between(0.3, 0.5));
    hand.wander(whole(1, 3));
    if (chance(0.5)) {
      const paragraph = pick(part.paragraphs);
      hand.bring(paragraph, between(0.3, 0.5));
      // A paragraph holds a link or two: what exactly is hit is left open.
      hand.click(paragraph, { expect: false, times: chance(0.25) ? 2 : 1 });
    }
    if (chance(0.4)) hand.rest(1500, 4500);
    for (const button of shuffle(part.buttons).slice(0, whole(0, 2))) {
      hand.bring(button, between(0.4, 0.6));
      hand.click(button);
    }
  };
  const skim = () => {
    hand.scrollTo(hand.scrolled + between(500, 1400));
    hand.rest(300, 1200);
    hand.scrollTo(hand.scrolled - between(200, 900));
    hand.wander(whole(0, 2));
  };
  const list = () => {
    hand.move(hand.layout.width - between(60, 140), between(300, 500));
    hand.bring(site.list, 0.35);
    hand.hover(site.list);
    const down = 100 * whole(2, 6);
    hand.wheel(down, true);
    hand.rest(300, 1500);
    if (chance(0.7)) hand.click(site.list, { expect: false });
    if (chance(0.6)) hand.wheel(-100 * whole(1, down / 100), true);
    hand.move(hand.layout.width - between(60, 140), between(300, 500));
  };
  const fill = () => {
    const { fields } = site;
    hand.move(hand.layout.width - between(60, 140), between(300, 500));
    hand.bring(fields.secret, 0.4);
    const text = (field, words) => {
      hand.type(words);
      form[field] = (form[field] ?? "") + written(words);
    };
    hand.click(fields.name);
    const name = pick(NAMES);
    if (chance(0.25)) {
      // Second thoughts: all of it again.
      hand.type(pick(["test", "asdf", "me"]));
      hand.rest(400, 1200);
      hand.chord("Control", "a");
    }
    text("name", name);
    const tabs = chance(0.5);
    const to = (field) => (tabs ? hand.key("Tab") : hand.click(fields[field]));
    to("mail");
    text("mail", pick(MAILS));
    if (chance(0.4)) hand.rest(500, 2500);
    to("secret");
    const secret = secretOf(random);
    text("secret", secret);
    if (chance(0.35)) {
      hand.click(fields.show);
      hand.rest(400, 1000);
      hand.click(fields.show);
      if (chance(0.5)) hand.click(fields.secret);
    } else if (chance(0.3)) {
      hand.chord("Shift", "Tab");
      hand.key("Tab");
    }
    // From here on by the pointer, since where Tab leads depends on what was clicked last.
    hand.click(fields.tick);
    form.tick = true;
    if (chance(0.5)) {
      // From the tick back to the menu above it.
      hand.chord("Shift", "Tab");
      const steps = whole(1, 2);
      for (let step = 0; step < steps; step++) {
        hand.key("ArrowDown");
        hand.rest(100, 500);
      }
      form.choice = steps;
    }
    hand.click(fields.message);
    text("message", pick(MESSAGES));
    hand.rest(200, 1500);
    if (chance(0.3)) {
      hand.chord("Shift", "Tab");
      hand.key("Enter");
      hand.rest(200, 500);
    }
    hand.click(fields.send);
  };
  const pause = () => hand.rest(2500, 9000);

  hand.move(between(400, 900), between(200, 500));
  hand.rest(300, 1500);
  const parts = shuffle(site.parts);
  const reading = parts.slice(0, whole(2, 4)).map(read);
  if (chance(0.6)) reading.sort((one, other) => parts.indexOf(one) - parts.indexOf(other));
  const chapters = shuffle([...reading, menu, list, fill, ...(chance(0.7) ? [skim] : []), ...(chance(0.5) ? [pause] : []), ...(chance(0.5) ? [menu] : [])]);
  for (const chapter of chapters) {
    chapter();
    hand.rest(200, 900);
  }
  if (chance(0.6)) {
    hand.scrollTo(0);
    hand.wander(whole(1, 3));
  }
  hand.rest(400, 800);
  return form;
}

/** The demo shop: one scene for each page, each ending with what leads to the next. */
export const SHOP = {
  boot: ["front", "boot", "checkout", "thanks"],
  several: ["front", "flask", "home", "front", "rucksack", "checkout", "thanks"],
  reader: ["front", "journal", "shop", "front", "boot", "checkout", "thanks"],
};

/** Plans one scene of the shop. */
export function shop(hand, random, scene, next) {
  const { chance, pick, whole, between } = random;
  const { layout } = hand;
  const onward = { journal: "#nav-journal", checkout: "#nav-basket", home: ".brand", shop: "#nav-shop" }[next];
  const product = (card) => {
    hand.bring(card, 0.25);
    hand.wander(whole(1, 2));
    hand.click(card, { expect: false });
  };
  const look = (times) => {
    for (let turn = 0; turn < times; turn++) {
      hand.scrollTo(hand.scrolled + between(250, 700));
      hand.wander(whole(1, 2));
      if (chance(0.4)) hand.rest(800, 2500);
    }
  };
  hand.rest(200, 900);
  if (scene == "front") {
    look(whole(1, 3));
    if (next in { boot: 1, flask: 1, rucksack: 1 }) product(`#card-${next}`);
  } else if (scene == "journal") {
    look(whole(3, 5));
    const box = pick(layout.scrollers);
    if (box) hand.scrollTo(box.y - 250);
  } else if (scene in { boot: 1, flask: 1, rucksack: 1 }) {
    if (layout.boxes[".thumb:nth-child(2)"]) {
      hand.click(".thumb:nth-child(2)", { expect: false });
      hand.rest(500, 1800);
      hand.click(".thumb:nth-child(3)", { expect: false });
    }
    if (layout.boxes["#size"]) {
      // The list itself is drawn by the system, so the size is chosen with the keys, from its label.
      hand.click("#quantity");
      hand.chord("Shift", "Tab");
      hand.chord("Shift", "Tab");
      for (let step = whole(2, 6); step > 0; step--) hand.key("ArrowDown");
    }
    if (chance(0.6)) hand.click("#more");
    if (chance(0.4)) hand.click("#fewer");
    hand.click("#buy");
    hand.rest(600, 1500);
    if (chance(0.5)) look(1);
  } else if (scene == "checkout") {
    hand.bring("#fullname", 0.35);
    hand.click("#fullname");
    hand.type(pick(NAMES));
    if (chance(0.5)) hand.key("Tab");
    else hand.click("#email");
    hand.type(pick(MAILS));
    hand.bring("#password", 0.35);
    hand.click("#password");
    hand.type(secretOf(random));
    if (chance(0.6)) {
      hand.click("#show-password");
      hand.rest(500, 1500);
      hand.key("Tab");
    } else {
      hand.key("Tab");
      hand.key("Tab");
    }
    for (let step = whole(1, 9); step > 0; step--) hand.key("ArrowDown");
    hand.bring("#note", 0.4);
    if (chance(0.7)) {
      hand.click("#note");
      hand.type(pick(MESSAGES));
    }
    hand.bring("#newsletter", 0.5);
    if (chance(0.5)) hand.click("#newsletter");
    hand.bring("#place-order", 0.6);
    hand.click("#place-order");
  } else {
    hand.wander(whole(2, 4));
    hand.rest(800, 2500);
  }
  if (onward) {
    if (!layout.boxes[onward].fixed) hand.scrollTo(0);
    hand.click(onward, { expect: false });
  }
}
