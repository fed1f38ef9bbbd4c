// The checkout: the basket's lines, the show-password button, and the way to the last page.
const password = document.getElementById("password");
const toggle = document.getElementById("show-password");
toggle.addEventListener("click", () => {
  const shown = password.type === "text";
  password.type = shown ? "password" : "text";
  toggle.textContent = shown ? "Show" : "Hide";
  toggle.setAttribute("aria-pressed", String(!shown));
});

// No server takes orders here. The form's contents go nowhere, least of all into the address.
document.getElementById("checkout").addEventListener("submit", (event) => {
  event.preventDefault();
  basket.clear();
  location.assign("/thanks.html");
});

document.getElementById("clear-basket").addEventListener("click", () => {
  basket.clear();
  show();
});

function show() {
  const lines = basket.lines();
  document.getElementById("lines").replaceChildren(...lines.map(line));
  document.getElementById("basket-empty").hidden = lines.length > 0;
  document.getElementById("clear-basket").hidden = lines.length === 0;
  const total = lines.reduce((sum, { price, count }) => sum + price * count, 0);
  document.getElementById("total").textContent = `£ ${total}`;
}

function line({ name, note, price, count }) {
  const item = document.createElement("li");
  const what = document.createElement("span");
  what.textContent = `${count} × ${name}`;
  if (note) {
    const small = document.createElement("small");
    small.textContent = note;
    what.append(small);
  }
  const sum = document.createElement("span");
  sum.textContent = `£ ${price * count}`;
  item.append(what, sum);
  return item;
}

show();
