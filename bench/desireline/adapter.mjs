// desireline for a side-by-side bench: see README.md.
import { open } from "../../pkg/dist/reader.js";
import { account } from "./account.mjs";

const reader = await open();
const META = new Set(["page", "resize"]);

export default {
  name: "desireline",
  title: "desireline",
  assets: ["../../pkg/dist/desireline.wasm", "../../pkg/dist/desireline-coder.wasm"],
  respond: () => ({ status: 204, body: "" }),
  expect: { page: 1, pointer: 20, click: 20, scroll: 20, key: 50, input: 50, focus: 5, submit: 1 },
  decode: (requests) =>
    requests.map(({ body }) =>
      account(reader.read(new Uint8Array(body)), body.length).map(({ kind, bytes }) => ({
        cls: META.has(kind) ? "meta" : "interaction",
        type: kind,
        n: 1,
        bytes,
      })),
    ),
};
