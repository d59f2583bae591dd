import type { FastifyInstance } from "fastify";

/**
 * `/health/live`: the process answers. `/health/ready`: it takes requests, which ends as soon as draining begins. A
 * subgraph that is down does not make the gateway unready: it empties its own branch, no more.
 */
export function addHealth(app: FastifyInstance, isReady: () => boolean): void {
  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async (_request, reply) =>
    isReady() ? { status: "ok" } : reply.code(503).send({ status: "draining" }),
  );
}
