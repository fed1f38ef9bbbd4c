// What a site's own TypeScript may write, and what it may not: `tsc` reads it, nobody runs it.
import { DesirelineError, start, type Options, type Recorder } from "desireline";
import { start as inline } from "desireline/inline";
import { open } from "desireline/reader";
import { memoryCollector } from "desireline/testkit";

const all: Options = {
  endpoint: () => new URL("https://collect.shop.example/v1/frames"),
  headers: { "X-Site": "shop" },
  credentials: "omit",
  cookie: "visit",
  domain: "shop.example",
  partitioned: true,
  persist: true,
  consent: "pending",
  gpc: false,
  dnt: true,
  sample: 0.1,
  parameters: ["utm_source"],
  hash: true,
  redact: (url) => url,
  block: ["#chat"],
  mask: [".private"],
  allow: [],
  interval: 5000,
  tolerance: 0,
  without: ["media"],
  signals: true,
  diagnostics: ["errors", "vitals"],
  frustration: true,
};

export async function record(form: HTMLFormElement): Promise<string> {
  const recorder: Recorder = await start(all);
  await inline({ endpoint: "/v1/frames", cookie: false });
  await recorder.event("added to basket", { price: 24.5, gift: false, note: null });
  await recorder.tag("plan", "team");
  await recorder.friction("out of stock", 3);
  await recorder.page(new URL("https://shop.example/step-2"));
  await recorder.pause();
  await recorder.resume();
  await recorder.form.attempt(form);
  await recorder.form.success("#checkout");
  await recorder.form.failure(form);
  await recorder.consent("granted");
  const end = recorder.on("answer", ({ status, bytes }) => console.assert(status + bytes > 0));
  end();
  recorder.on("frustration", ({ signal, score }) => signal == "rage_click" && console.assert(score > 0));
  // @ts-expect-error There is no such hook.
  recorder.on("pages", () => {});
  await recorder.flush();
  await recorder.revoke(true);
  await recorder.stop();
  return recorder.recording ? recorder.session : recorder.stream;
}

export const code = (error: unknown) => (error instanceof DesirelineError ? error.code : undefined);

export async function read(frame: Uint8Array) {
  const reader = await open();
  for (const row of reader.read(frame)) if (row.kind == "click") return row.x + row.y;
}

export const posted = () => memoryCollector().frames;

// @ts-expect-error There is no such option.
const unknown: Options = { endpoint: "/v1/frames", endpiont: 1 };
// @ts-expect-error Consent is one of three words.
const consent: Options = { endpoint: "/v1/frames", consent: "yes" };
// @ts-expect-error It needs an endpoint.
const missing: Options = {};
export { consent, missing, unknown };
