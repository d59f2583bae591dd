import type { FastifyInstance } from "fastify";

const everywhere = {
  // Nothing that is served is to be run, framed or guessed at; the explorer's page allows itself a little more.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
};

/** Of the graph's answers, which are one caller's: pictures and the like may be embedded and kept. */
const ofTheGraph = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
};

/** Sets headers that make browsers careful, on every answer; a route may set others in their place. */
export function addSecurityHeaders(app: FastifyInstance, graphPath: string): void {
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(everywhere);
    const { url } = request.routeOptions;
    // With the variants of the graph, and whatever else is below its path.
    if (url === graphPath || url?.startsWith(`${graphPath}/`)) reply.headers(ofTheGraph);
    done();
  });
}
