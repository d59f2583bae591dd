import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyReply } from "fastify";

/** An operation that the explorer offers to begin with. */
export interface ExplorerExample {
  readonly name: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const folder = fileURLToPath(new URL("../explorer/", import.meta.url));
const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
};

const require = createRequire(import.meta.url);
const library = {
  folder: dirname(require.resolve("graphql/package.json")),
  /** With the version in it, so that browsers may keep the files for ever. */
  path: `/explorer/graphql-${(require("graphql/package.json") as { version: string }).version}`,
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  // `ws:` by name: not every browser counts a WebSocket to the page's own host as 'self'.
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * An explorer of the graph that needs nothing from elsewhere: at `/`, and at the graph's own path and its variants' for
 * a browser that asks for a page there.
 */
export function addExplorer(
  app: FastifyInstance,
  graphPath: string,
  graph: { readonly variants: readonly string[]; readonly examples: readonly ExplorerExample[] },
): void {
  const page = readFileSync(`${folder}index.html`, "utf8");
  const pagePaths = [graphPath, `${graphPath}/:variant`];
  app.get("/", async (_request, reply) => sendPage(reply, page));
  app.addHook("preHandler", (request, reply, done) => {
    const isGraph = request.method === "GET" && pagePaths.includes(request.routeOptions.url ?? "");
    if (isGraph && prefersPage(request.headers.accept)) sendPage(reply, page);
    else done();
  });
  app.get("/explorer/graph.json", async () => ({ path: graphPath, variants: graph.variants }));
  app.get("/explorer/examples.json", async () => graph.examples);
  addFiles(app, "/explorer", folder, "no-cache");
  addFiles(app, library.path, library.folder, "public, max-age=31536000, immutable", ".mjs");
}

/** Serves scripts and style sheets of a folder; they are read when they are asked for first. */
function addFiles(app: FastifyInstance, prefix: string, from: string, cacheControl: string, only?: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const extension = extname(entry.name);
    const mediaType = mediaTypes[extension];
    if (!entry.isFile() || !mediaType || (only && extension !== only)) continue;

    const path = `${entry.parentPath}${sep}${entry.name}`;
    let body: string | undefined;
    app.get(`${prefix}/${relative(from, path).replaceAll(sep, "/")}`, async (_request, reply) => {
      body ??= withLibrary(readFileSync(path, "utf8"));
      return reply.type(mediaType).header("cache-control", cacheControl).send(body);
    });
  }
}

/** Browsers do not know where packages are: graphql-js is served beside the page. */
function withLibrary(script: string): string {
  return script.replace(/(\bfrom|\bimport) "graphql";/g, `$1 "${library.path}/index.mjs";`);
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", contentSecurityPolicy)
    .header("vary", "Origin, Accept")
    .send(page);
}

/** What browsers say when they navigate; programs that take anything do not name HTML. */
function prefersPage(accept: string | undefined): boolean {
  return (
    accept !== undefined && /\btext\/html\b/.test(accept) && !/\bapplication\/(graphql-response\+)?json\b/.test(accept)
  );
}
