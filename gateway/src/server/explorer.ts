import { readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply } from "fastify";

const page = file("index.html");
const assets = {
  "explorer.css": "text/css; charset=utf-8",
  "explorer.js": "text/javascript; charset=utf-8",
  "connection.js": "text/javascript; charset=utf-8",
  "schemaDocs.js": "text/javascript; charset=utf-8",
  "examples.js": "text/javascript; charset=utf-8",
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
 * An explorer of the graph that needs nothing from elsewhere: at `/`, and at the graph's own path for a browser that
 * asks for a page there.
 */
export function addExplorer(app: FastifyInstance, graphPath: string): void {
  app.get("/", async (_request, reply) => sendPage(reply));
  app.addHook("preHandler", async (request, reply) => {
    const isGraph = request.method === "GET" && request.routeOptions.url === graphPath;
    if (isGraph && prefersPage(request.headers.accept)) return sendPage(reply);
  });
  for (const [name, type] of Object.entries(assets)) {
    const body = file(name);
    app.get(`/explorer/${name}`, async (_request, reply) => reply.type(type).send(body));
  }
}

function sendPage(reply: FastifyReply): FastifyReply {
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

function file(name: string): string {
  return readFileSync(new URL(`../explorer/${name}`, import.meta.url), "utf8");
}
