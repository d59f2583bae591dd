import type { FastifyReply } from "fastify";
import type { Answer } from "../pipeline/pipeline.ts";

/** Sends results as an event stream, by the "distinct connections mode" of GraphQL over SSE. */
export function sendEventStream(_reply: FastifyReply, _answer: Answer): FastifyReply {
  throw new Error("To be built");
}
