import type { FastifyReply, FastifyRequest } from "fastify";
import type { Incoming } from "../pipeline/exchange.ts";
import type { SingleAnswer } from "../pipeline/pipeline.ts";
import { type Refusal, refusal } from "../pipeline/refusal.ts";
import { checkOrigin } from "./crossSiteRequests.ts";
import { type Accepted, contentTypes } from "./mediaTypes.ts";
import { parametersOfBody, parametersOfUrl } from "./parameters.ts";

/** Throws a Refusal for a request that is none of GraphQL's. */
export function incomingOf(
  request: FastifyRequest,
  reply: FastifyReply,
  requestId: string,
  accepted: Accepted,
): Incoming {
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

/** Sends a single result in the media type and with the status that the client can read. */
export function sendSingle(reply: FastifyReply, accepted: Accepted, answer: SingleAnswer): FastifyReply {
  const format = accepted.single ?? "json";
  // A client that names plain JSON reads the status as the fate of the HTTP request alone (GraphQL over HTTP, 6.4.1).
  const isFine = answer.isOfDocument && format === "json" && accepted.isNamed;
  return reply
    .code(isFine ? 200 : answer.status)
    .headers(answer.headers)
    .header("content-type", contentTypes[format])
    .send(answer.text ?? JSON.stringify(answer.result));
}

/** Sends a refusal, which may come from before the pipeline. */
export function sendRefusal(
  reply: FastifyReply,
  accepted: Accepted,
  { errors, status, headers }: Refusal,
): FastifyReply {
  return sendSingle(reply, accepted, { kind: "single", result: { errors }, status, headers, isOfDocument: false });
}

function whenGone({ raw }: FastifyReply, callback: () => void): () => void {
  const onClose = () => {
    if (!raw.writableFinished) callback();
  };
  raw.once("close", onClose);
  return () => void raw.off("close", onClose);
}
