import type { FastifyReply, FastifyRequest } from "fastify";
import { refusal } from "../pipeline/refusal.ts";
import type { Endpoint } from "./graphEndpoint.ts";
import { incomingOf, sendSingle } from "./httpExchange.ts";
import { acceptedBy } from "./mediaTypes.ts";
import { tokenOf } from "./reservedStreams.ts";

/** Whether a request is about a reserved event stream: it reserves one, or carries the token of one. */
export function isReserved(request: FastifyRequest): boolean {
  // A reservation has no body; a PUT with one takes the graph for something else.
  const reserves = request.method === "PUT" && request.headers["content-type"] === undefined;
  return reserves || tokenOf(request) !== undefined;
}

/**
 * GraphQL over SSE, "single connection mode": PUT reserves a stream, GET connects it, POST sends an operation whose
 * results come by it (202), DELETE ends one. Throws a Refusal.
 */
export async function serveReserved(
  { pipeline, reserved }: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  requestId: string,
): Promise<FastifyReply> {
  const token = tokenOf(request);
  const accepted = acceptedBy(request.headers.accept);
  if (request.method === "PUT") return reserved.reserve(reply);
  if (token === undefined) throw refusal("The request carries no token", { code: "BAD_REQUEST" });
  if (request.method === "DELETE") {
    return reserved.end(token, (request.query as { readonly operationId?: unknown }).operationId, reply);
  }
  if (accepted.stream === "event-stream") return reserved.connect(token, reply);

  const incoming = incomingOf(request, reply, requestId, accepted);
  const place = reserved.open(token, incoming.parameters.extensions?.operationId);
  // It lives as long as the stream that carries its results, not as this request.
  const answer = await pipeline.run({ ...incoming, whenGone: () => () => {} }, { events: true });
  if (answer.kind === "single" && !("data" in answer.result)) {
    place.cancel();
    return sendSingle(reply, accepted, answer);
  }
  place.carry(answer);
  return reply.code(202).send();
}
