// A product page: the gallery, the number of pieces, and putting them into the basket.
const gallery = document.getElementById("gallery");
const thumbs = [...document.querySelectorAll(".thumb")];

for (const thumb of thumbs) {
  thumb.addEventListener("click", () => {
    const figure = document.getElementById(thumb.dataset.view);
    gallery.scrollTo({ left: figure.offsetLeft - gallery.offsetLeft });
  });
}

// The gallery can also be swiped, so the thumbnails follow it rather than the clicks.
gallery.addEventListener("scroll", () => {
  const shown = Math.round(gallery.scrollLeft / gallery.clientWidth);
  thumbs.forEach((thumb, index) => thumb.setAttribute("aria-current", String(index === shown)));
}, { passive: true });

const offer = document.getElementById("offer");
const quantity = document.getElementById("quantity");
document.getElementById("fewer").addEventListener("click", () => quantity.stepDown());
document.getElementById("more").addEventListener("click", () => quantity.stepUp());

offer.addEventListener("submit", (event) => {
  event.preventDefault();
  const size = offer.elements.size;
  const note = size ? `${size.labels[0].textContent} ${size.value}` : "";
  basket.add(offer.dataset.product, quantity.valueAsNumber, note);
  document.getElementById("added").textContent = "It is in your basket.";
});
