// What a measured page loads from, and posts to: a server on this machine that keeps every body.

import { createServer } from "node:http";
import { page } from "./page.mjs";

const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/**
 * @param files `Map` of `/lib/NAME/FILE` to bytes
 * @returns `{ origin, take(name), close() }`; `take` gives a library's requests so far, and forgets them
 */
export async function serve(files) {
  let kept = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://bench");
    const answer = (status, type, body) => response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const collect = pathname.match(/^\/collect\/([^/]+)/);
    if (collect) {
      kept.push({ name: collect[1], body: Buffer.concat(chunks) });
      return response.writeHead(204).end();
    }
    if (pathname == "/") {
      const name = searchParams.get("with");
      return answer(200, "text/html; charset=utf-8", page(name ? `<script src="/lib/${name}/bundle.js"></script>` : ""));
    }
    if (pathname == "/left") return answer(200, "text/html", "<!doctype html><title>left</title>");
    const file = files.get(pathname);
    if (file) return answer(200, TYPES[pathname.split(".").pop()], file);
    // Browsers ask for an icon by themselves.
    return answer(pathname == "/favicon.ico" ? 204 : 404, "text/plain", "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    take(name) {
      const taken = kept.filter((one) => one.name == name).map(({ body }) => body);
      kept = kept.filter((one) => one.name != name);
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
