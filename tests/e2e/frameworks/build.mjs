// node build.mjs DIRECTORY — `cargo xtask test e2e` sets up and calls it: a script for production of each
// login form, DIRECTORY/react.js and its like.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

// The packages lie where NODE_PATH says, which `import` does not ask.
const require = createRequire(import.meta.url);
const esbuild = require("esbuild");
const { compileScript, parse } = require("vue/compiler-sfc");
const { compile } = require("svelte/compiler");

const here = fileURLToPath(new URL(".", import.meta.url));
const FORMS = { react: "main.jsx", vue: "main.js", svelte: "main.js" };

/** Compiles components of a file each to JavaScript. */
const components = (name, filter, compiled) => ({
  name,
  setup: ({ onLoad }) =>
    onLoad({ filter }, async ({ path }) => ({ contents: compiled(await readFile(path, "utf8"), path) })),
});

const vue = components("vue", /\.vue$/, (source, filename) => {
  const { descriptor, errors } = parse(source, { filename });
  if (errors.length) throw errors[0];
  return compileScript(descriptor, { id: "login", inlineTemplate: true, isProd: true }).content;
});

const svelte = components("svelte", /\.svelte$/, (source, filename) => compile(source, { filename }).js.code);

const [directory] = process.argv.slice(2);
if (!directory) throw new Error("node build.mjs DIRECTORY");
for (const [name, main] of Object.entries(FORMS)) {
  await esbuild.build({
    entryPoints: [join(here, name, main)],
    outfile: join(directory, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    conditions: ["production", "browser", "module"],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    plugins: [vue, svelte],
    // The script interface of esbuild does not look there by itself.
    nodePaths: process.env.NODE_PATH?.split(delimiter) ?? [],
    logLevel: "warning",
  });
}
