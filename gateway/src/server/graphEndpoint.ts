import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Incoming } from "../pipeline/exchange.ts";
import type { Ability, Answer, Pipeline, SingleAnswer } from "../pipeline/pipeline.ts";
import { Refusal, refusal } from "../pipeline/refusal.ts";
import { checkOrigin } from "../plugins/crossSiteRequests.ts";
import { REQUEST_ID_HEADER, requestIdOf } from "../plugins/requestHeaders.ts";
import { sendEventStream } from "./eventStream.ts";
import { type Accepted, acceptedBy, contentTypes } from "./mediaTypes.ts";
import { sendMultipart } from "./multipart.ts";
import { parametersOfBody, parametersOfUrl } from "./parameters.ts";
import type { OpenStreams } from "./streamWriter.ts";

export const graphPath = "/graphql";

/**
 * The graph over HTTP, by the specification "GraphQL over HTTP": POST and, for queries, GET; a result in JSON, or
 * several of a subscription or of `@defer` as an event stream or in multipart. `/graphql/<variant>` serves a contract
 * variant of the graph.
 */
export function addGraphEndpoint(app: FastifyInstance, pipeline: Pipeline, streams: OpenStreams): void {
  for (const url of [graphPath, `${graphPath}/:variant`]) {
    app.route({
      method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => handle(pipeline, streams, request, reply),
    });
  }
}

async function handle(
  pipeline: Pipeline,
  streams: OpenStreams,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = requestIdOf(request.headers);
  reply.header(REQUEST_ID_HEADER, requestId);
  const accepted = acceptedBy(request.headers.accept);
  let incoming: Incoming;
  try {
    incoming = incomingOf(request, reply, requestId, accepted);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendSingle(reply, accepted, {
      kind: "single",
      result: { errors: error.errors },
      status: error.status,
      headers: error.headers,
      isOfDocument: false,
    });
  }
  return send(reply, accepted, streams, await pipeline.run(incoming, abilityOf(accepted)));
}

/** Throws a Refusal for a request that is none of GraphQL's. */
function incomingOf(request: FastifyRequest, reply: FastifyReply, requestId: string, accepted: Accepted): Incoming {
  const { method, headers } = request;
  if (method !== "GET" && method !== "POST") {
    const message = `The graph is asked by POST or GET, not by ${method}`;
    throw refusal(message, { code: "BAD_REQUEST", status: 405, headers: { allow: "GET, POST" } });
  }
  if (!accepted.single && !accepted.stream) {
    const message = "The graph answers in application/json or application/graphql-response+json";
    throw refusal(message, { code: "BAD_REQUEST", status: 406 });
  }
  checkOrigin(request, accepted);
  return {
    protocol: accepted.stream ?? "http",
    method,
    requestId,
    headers,
    remoteAddress: request.ip,
    parameters: method === "GET" ? parametersOfUrl(request.url) : parametersOfBody(request.body),
    variant: (request.params as { readonly variant?: string }).variant,
    whenGone: (callback) => whenGone(reply, callback),
  };
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
  const isMultipart = answer.kind === "increments" || accepted.stream === "multipart";
  return isMultipart ? sendMultipart(reply, answer, streams) : sendEventStream(reply, answer, streams);
}

function sendSingle(reply: FastifyReply, accepted: Accepted, answer: SingleAnswer): FastifyReply {
  const format = accepted.single ?? "json";
  // A client that names plain JSON reads the status as the fate of the HTTP request alone (GraphQL over HTTP, 6.4.1).
  const isFine = answer.isOfDocument && format === "json" && accepted.isNamed;
  return reply
    .code(isFine ? 200 : answer.status)
    .headers(answer.headers)
    .header("content-type", contentTypes[format])
    .send(JSON.stringify(answer.result));
}

function whenGone({ raw }: FastifyReply, callback: () => void): () => void {
  const onClose = () => {
    if (!raw.writableFinished) callback();
  };
  raw.once("close", onClose);
  return () => void raw.off("close", onClose);
}
