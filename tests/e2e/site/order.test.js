// The test that docs/TESTING.md shows to the author of a site.
// Shown from here on.
import { start } from "desireline";
import { fixed, memoryCollector, visitor } from "desireline/testkit";

const NEW_YEAR = Date.UTC(2026, 0, 1);

test("an order is recorded, and no address leaves the page", async () => {
  document.body.innerHTML = `
    <form id="order">
      <input name="email" type="email" />
      <button id="buy">Buy</button>
    </form>`;
  document.querySelector("#order").addEventListener("submit", (event) => event.preventDefault());
  const clock = fixed({ clock: NEW_YEAR, session: "5e".repeat(16) });
  const collector = memoryCollector({ endpoint: "/v1/frames" });
  try {
    const recorder = await start({ endpoint: collector.endpoint });
    const me = visitor(document, { clock });
    await me.type("[name=email]", "jane@example.org");
    await me.click("#buy");
    await recorder.stop();

    const events = await collector.events();
    events.one("page").with("t", NEW_YEAR).with("session", "5e".repeat(16));
    events.on("input[name=email]").count("key", 16).count("change", 1);
    events.on("button#buy").one("click").with("button", 0);
    events.inOrder("focus input[name=email]", "blur input[name=email]", "click button#buy", "submit form#order");
    events.expectNowhere("jane@example.org");
  } finally {
    collector.restore();
    clock.restore();
  }
});
