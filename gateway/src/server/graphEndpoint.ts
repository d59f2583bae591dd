import { REQUEST_ID_HEADER } from "@angidi/subgraph";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Ability, Answer, Pipeline } from "../pipeline/pipeline.ts";
import { Refusal, refusal } from "../pipeline/refusal.ts";
import { requestIdOf } from "../transports/requestHeaders.ts";
import { sendEventStream } from "./eventStream.ts";
import { incomingOf, sendRefusal, sendSingle } from "./httpExchange.ts";
import { type Accepted, acceptedBy } from "./mediaTypes.ts";
import { sendMultipart } from "./multipart.ts";
import { isReserved, serveReserved } from "./reservedEndpoint.ts";
import { ReservedStreams } from "./reservedStreams.ts";
import type { OpenStreams } from "./streamWriter.ts";

export const graphPath = "/graphql";

/** What is shared by the requests of one server. */
export interface Endpoint {
  readonly pipeline: Pipeline;
  readonly streams: OpenStreams;
  readonly reserved: ReservedStreams;
}

/** Event streams that may be reserved at a time. */
const mostReservations = 10_000;

/**
 * The graph over HTTP, by the specification "GraphQL over HTTP": POST and, for queries, GET; a result in JSON, or
 * several of a subscription or of `@defer` as an event stream or in multipart. `/graphql/<variant>` serves a contract
 * variant of the graph, `/graphql/stream` the whole of it over reserved event streams.
 */
export function addGraphEndpoint(
  app: FastifyInstance,
  pipeline: Pipeline,
  { streams, operations }: { readonly streams: OpenStreams; readonly operations: number },
): void {
  const reserved = new ReservedStreams(streams, { reservations: mostReservations, operations });
  const endpoint: Endpoint = { pipeline, streams, reserved };
  for (const url of [graphPath, `${graphPath}/:variant`, `${graphPath}/stream`]) {
    app.route({
      method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => handle(endpoint, request, reply),
    });
    app.route({
      method: ["HEAD", "OPTIONS"],
      url,
      handler: ({ method }, reply) =>
        reply
          .code(method === "OPTIONS" ? 204 : 405)
          .header("allow", "GET, POST")
          .send(),
    });
  }
}

async function handle(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const requestId = requestIdOf(request.headers);
  reply.header(REQUEST_ID_HEADER, requestId);
  const accepted = acceptedBy(request.headers.accept);
  try {
    if (isReserved(request)) return await serveReserved(endpoint, request, reply, requestId);
    const incoming = incomingOf(request, reply, requestId, accepted);
    const answer = await endpoint.pipeline.run(incoming, abilityOf(accepted));
    return await send(reply, accepted, endpoint.streams, answer);
  } catch (error) {
    if (error instanceof Refusal) return sendRefusal(reply, accepted, error);
    throw error;
  }
}

function abilityOf({ stream, increments }: Accepted): Ability {
  return { events: stream !== undefined, increments };
}

function send(
  reply: FastifyReply,
  accepted: Accepted,
  streams: OpenStreams,
  answer: Answer,
): FastifyReply | Promise<FastifyReply> {
  if (answer.kind === "single") {
    // Who accepts nothing but an event stream gets in it what is wrong with the document, too: a browser's EventSource
    // shows its page nothing of an answer with another status.
    const isInStream = !accepted.single && accepted.stream === "event-stream";
    const isFine = answer.status === 200 || answer.isOfDocument;
    return isInStream && isFine ? sendEventStream(reply, answer, streams) : sendSingle(reply, accepted, answer);
  }
  if (streams.isFull) {
    void answer.results.return();
    throw refusal("There are too many streams; try again later", { code: "SERVICE_UNAVAILABLE", status: 503 });
  }
  const isMultipart = answer.kind === "increments" || accepted.stream === "multipart";
  return isMultipart ? sendMultipart(reply, answer, streams) : sendEventStream(reply, answer, streams);
}
