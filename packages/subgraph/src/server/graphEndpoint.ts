import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { SubgraphTransport } from "../transport.ts";

const graphRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** `POST /graphql` of a subgraph: the gateway and other services are its only callers, so JSON is all it speaks. */
export function addGraphEndpoint(app: FastifyInstance, transport: SubgraphTransport): void {
  app.post("/graphql", async (request, reply) => {
    const parsed = graphRequest.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(400).send({ errors: [{ message: "The body is no GraphQL request" }] });
    }
    const gone = new AbortController();
    // The caller's deadline reaches us as a closed connection.
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) gone.abort(new Error("The caller has gone"));
    });
    const { query, variables, operationName } = parsed.data;
    return transport.execute({
      query,
      variables: variables ?? undefined,
      operationName: operationName ?? undefined,
      headers: request.headers as Record<string, string>,
      signal: gone.signal,
    });
  });
}
