import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { Refusal, refusal } from "../pipeline/refusal.ts";
import type { Authenticate } from "../plugins/authentication.ts";
import type { Tag } from "./tags.ts";

const orders = z.object({ tags: z.array(z.string().min(1).max(500)).min(1).max(10_000) });

/**
 * `POST /cache/invalidate` with `{"tags": ["Product:42", "Product[]"]}`: for services, by their signed identity, to tell
 * what has changed past the gateway.
 */
export function addInvalidationRoute(
  app: FastifyInstance,
  {
    authenticate,
    invalidate,
  }: {
    readonly authenticate: Authenticate;
    readonly invalidate: (tags: readonly Tag[]) => Promise<void>;
  },
): void {
  app.post("/cache/invalidate", async (request, reply) => {
    try {
      const { kind } = await authenticate(request.headers);
      if (kind === "anonymous") throw refusal("Sign in first", { code: "UNAUTHENTICATED", status: 401 });
      if (kind !== "service") throw refusal("This is for services", { code: "FORBIDDEN", status: 403 });
      const { success, data } = orders.safeParse(request.body);
      if (!success) throw refusal("`tags` must be a list of tags, not empty", { code: "BAD_REQUEST" });
      await invalidate(data.tags);
      return reply.code(204).send();
    } catch (error) {
      if (error instanceof Refusal) return refuse(reply, error);
      throw error;
    }
  });
}

function refuse(reply: FastifyReply, { status, headers, errors }: Refusal): FastifyReply {
  return reply
    .code(status)
    .headers({ "cache-control": "no-store", ...headers })
    .send({ errors });
}
