// Each library as its own script, minified, and what of it a visitor downloads.

import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { open } from "../../pkg/dist/reader.js";
import { require } from "./modules.mjs";

const esbuild = require("esbuild");
const bench = dirname(dirname(fileURLToPath(import.meta.url)));
const shipped = (name) => join(bench, "../pkg/dist", name);

/** How a body of rrweb's or Clarity's reads: as JSON, compressed or not. */
const json = (body) => JSON.parse(body[0] == 0x1f && body[1] == 0x8b ? gunzipSync(body) : body);
const reader = await open();

/**
 * Name: its entry, what its options are, the packages it is of, the files beside its script, and `clicks`, which
 * counts the clicks told in a body. It proves that a library has recorded at all.
 */
export const LIBRARIES = {
  desireline: {
    entry: "desireline.js",
    files: { "desireline.wasm": shipped("desireline.wasm"), "desireline-coder.wasm": shipped("desireline-coder.wasm") },
    clicks: (body) => reader.read(new Uint8Array(body)).filter(({ kind }) => kind == "click").length,
  },
  "rrweb, no DOM": { entry: "rrweb.js", options: { recordDOM: false }, packages: ["@rrweb/record"], clicks: rrwebClicks },
  rrweb: { entry: "rrweb.js", options: { recordDOM: true }, packages: ["@rrweb/record"], clicks: rrwebClicks },
  clarity: {
    entry: "clarity.js",
    packages: ["clarity-js"],
    // An event is `[time, kind, …]`; 9 is a click.
    clicks: (body) => [...(json(body).a ?? [])].filter(([, kind]) => kind == 9).length,
  },
};

function rrwebClicks(body) {
  // Incremental (3), mouse interaction (2), click (2).
  return json(body).filter(({ type, data }) => type == 3 && data.source == 2 && data.type == 2).length;
}

const sizeOf = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
});

/** The name as it stands in addresses. */
export const slug = (name) => name.toLowerCase().replace(/[^a-z]+/g, "-");

/** The version of an installed package. */
export function version(name) {
  const entry = require.resolve(name);
  const root = entry.slice(0, entry.lastIndexOf(join("node_modules", name)) + join("node_modules", name).length);
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

/** Bundles a library; puts what the server is to give into `files`, and gives back the sum of sizes. */
export async function bundle(name, files) {
  const { entry, options, files: beside = {} } = LIBRARIES[name];
  const at = `/lib/${slug(name)}/`;
  const script = `
    import start from "./${entry}";
    const began = performance.now();
    const given = { endpoint: location.origin + "/collect/${slug(name)}", files: location.origin + "${at}", ...${JSON.stringify(options ?? {})} };
    const started = start(given);
    const bench = (globalThis.bench = { evaluated: began - __began, returned: performance.now() - began });
    bench.ready = Promise.resolve(started).then((flush) => {
      bench.flush = flush;
      bench.recording = performance.now() - __began;
    });`;
  const { outputFiles: [{ contents }] } = await esbuild.build({
    stdin: { contents: script, resolveDir: join(bench, "libraries"), loader: "js" },
    banner: { js: "globalThis.__began = performance.now();" },
    // The script interface of esbuild does not look there by itself.
    nodePaths: process.env.NODE_PATH?.split(delimiter) ?? [],
    bundle: true, minify: true, format: "iife", platform: "browser", target: "es2022", legalComments: "none", logLevel: "error", write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  files.set(`${at}bundle.js`, Buffer.from(contents));
  for (const [file, path] of Object.entries(beside)) files.set(at + file, readFileSync(path));
  const sizes = [...files].filter(([path]) => path.startsWith(at)).map(([, bytes]) => sizeOf(bytes));
  return sizes.reduce((sum, one) => ({ raw: sum.raw + one.raw, gzip: sum.gzip + one.gzip, brotli: sum.brotli + one.brotli }));
}
