import type { FastifyReply } from "fastify";
import type { StreamAnswer } from "../pipeline/pipeline.ts";

/** Sends results one after another in multipart/mixed. */
export function sendMultipart(_reply: FastifyReply, _answer: StreamAnswer): FastifyReply {
  throw new Error("To be built");
}
