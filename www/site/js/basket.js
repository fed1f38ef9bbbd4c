// The basket: what is in it, and the number beside its name on every page. It lives in
// sessionStorage, so it is gone with the tab.
(() => {
  const KEY = "holloway-basket";
  const MOST_OF_ONE = 99;
  const GOODS = {
    boot: { name: "Ridgeway boot", price: 185 },
    rucksack: { name: "Drover rucksack", price: 128 },
    flask: { name: "Tarn flask", price: 32 },
    socks: { name: "Fell socks", price: 18 },
    wax: { name: "Boot wax", price: 9 },
    map: { name: "Paper map", price: 14 },
  };

  /** Lines as `{ key, name, price, note, count }`. Anything unreadable counts as an empty basket. */
  function lines() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      return kept
        .filter(({ key, count }) => Object.hasOwn(GOODS, key) && Number.isInteger(count) && count > 0)
        .map(({ key, count, note }) => ({ key, count, note: String(note ?? ""), ...GOODS[key] }));
    } catch {
      return [];
    }
  }

  function keep(next) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(next.map(({ key, count, note }) => ({ key, count, note }))));
    } catch {
      // Storage is switched off: the basket then lasts as long as the page.
    }
    show();
  }

  function add(key, count = 1, note = "") {
    const next = lines();
    const same = next.find((line) => line.key === key && line.note === note);
    if (same) same.count = Math.min(MOST_OF_ONE, same.count + count);
    else next.push({ key, count, note, ...GOODS[key] });
    keep(next);
  }

  function show() {
    const count = lines().reduce((sum, line) => sum + line.count, 0);
    document.getElementById("basket-count").textContent = count;
  }

  for (const button of document.querySelectorAll("button[data-add]")) {
    button.addEventListener("click", () => {
      add(button.dataset.add);
      button.textContent = "Added";
      setTimeout(() => (button.textContent = "Add to basket"), 1400);
    });
  }

  window.basket = { lines, add, clear: () => keep([]) };
  show();
})();
