import type { FastifyReply } from "fastify";
import type { ExecutionResult } from "graphql";
import type { Answer } from "../pipeline/pipeline.ts";
import { errorOf } from "../plugins/maskErrors.ts";
import { contentTypes } from "./mediaTypes.ts";
import { type OpenStreams, type StreamWriter, streamWriter } from "./streamWriter.ts";

const beatMilliseconds = 12_000;

/** An event stream on a reply; the first bytes are sent at once, since some browsers wait for them. */
export function openEventStream(reply: FastifyReply, headers: Readonly<Record<string, string>> = {}): StreamWriter {
  const writer = streamWriter(reply, {
    headers: {
      ...headers,
      "content-type": contentTypes["event-stream"],
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
    beat: ":\n\n",
    beatMilliseconds,
  });
  void writer.write(":\n\n");
  return writer;
}

/**
 * Sends an answer as an event stream of its own: the "distinct connections mode" of GraphQL over SSE. At the end of the
 * server the stream breaks off without `complete`, which is how clients know that they should connect anew.
 */
export async function sendEventStream(
  reply: FastifyReply,
  answer: Answer,
  streams: OpenStreams,
): Promise<FastifyReply> {
  const writer = openEventStream(reply, answer.headers);
  if (answer.kind === "single") {
    await writer.write(nextEvent(answer.result));
    writer.end(completeEvent);
    return reply;
  }
  const { results } = answer;
  const forget = streams.add(() => {
    writer.end();
    void results.return();
  });
  reply.raw.once("close", () => void results.return());
  try {
    for await (const result of results) await writer.write(nextEvent(result));
  } catch (error) {
    await writer.write(nextEvent({ errors: [errorOf(error)] }));
  } finally {
    forget();
    writer.end(completeEvent);
  }
  return reply;
}

function nextEvent(result: ExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** With an empty `data`, without which EventSource passes the event over. */
const completeEvent = "event: complete\ndata: \n\n";
