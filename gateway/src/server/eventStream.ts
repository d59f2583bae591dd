import type { FastifyReply } from "fastify";
import type { ExecutionResult } from "graphql";
import { errorOf } from "../pipeline/maskErrors.ts";
import type { Answer } from "../pipeline/pipeline.ts";
import { contentTypes } from "./mediaTypes.ts";
import type { OpenStreams, StreamWriter } from "./streamWriter.ts";

/** Some proxies end a connection that is silent for fifteen seconds. */
const beatMilliseconds = 12_000;
/** A comment, which every client passes over. */
const beat = ":\n\n";

/**
 * An event stream on a reply; the first bytes are sent at once, since some browsers wait for them. At the end of the
 * server it breaks off, by which clients know that they should connect anew.
 */
export function openEventStream(
  reply: FastifyReply,
  streams: OpenStreams,
  { headers = {}, onGoodbye }: { headers?: Readonly<Record<string, string>>; onGoodbye?: () => void } = {},
): StreamWriter {
  const writer = streams.open(reply, {
    headers: {
      ...headers,
      "content-type": contentTypes["event-stream"],
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
    beat,
    beatMilliseconds,
    goodbye() {
      writer.leave();
      onGoodbye?.();
    },
  });
  void writer.write(beat);
  return writer;
}

/** Sends an answer as an event stream of its own: the "distinct connections mode" of GraphQL over SSE. */
export async function sendEventStream(
  reply: FastifyReply,
  answer: Answer,
  streams: OpenStreams,
): Promise<FastifyReply> {
  if (answer.kind === "single") {
    const writer = openEventStream(reply, streams, { headers: answer.headers });
    await writer.write(nextEvent(answer.result));
    writer.end(completeEvent);
    return reply;
  }
  const { results } = answer;
  const writer = openEventStream(reply, streams, { headers: answer.headers, onGoodbye: () => void results.return() });
  reply.raw.once("close", () => void results.return());
  try {
    for await (const result of results) {
      // A source that never waits would not let the end of the connection be noticed.
      if (writer.isClosed) return reply;
      await writer.write(nextEvent(result));
    }
  } catch (error) {
    await writer.write(nextEvent({ errors: [errorOf(error)] }));
  }
  writer.end(completeEvent);
  return reply;
}

function nextEvent(result: ExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** With an empty `data`, without which EventSource passes the event over. */
const completeEvent = "event: complete\ndata: \n\n";
