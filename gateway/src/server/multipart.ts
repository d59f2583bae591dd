import type { FastifyReply } from "fastify";
import { errorOf } from "../pipeline/maskErrors.ts";
import type { StreamAnswer } from "../pipeline/pipeline.ts";
import type { OpenStreams } from "./streamWriter.ts";

/** Apollo's clients take the connection for dead after some ten seconds of silence. */
const beatMilliseconds = 5_000;

/** How results are put into parts: events of a subscription in an envelope, increments as they are. */
const forms = {
  events: {
    boundary: "graphql",
    specification: "subscriptionSpec=1.0",
    envelope: (result: object) => ({ payload: result }),
    failed: (error: unknown) => ({ payload: null, errors: [errorOf(error)] }),
  },
  increments: {
    boundary: "-",
    specification: "deferSpec=20220824",
    envelope: (result: object) => result,
    failed: (error: unknown) => ({ hasNext: false, errors: [errorOf(error)] }),
  },
} as const;

/**
 * Sends results one after another in multipart/mixed (RFC 2046), by Apollo's protocols for subscriptions and for
 * `@defer` over HTTP. Every part is closed by its boundary at once, so that a client need not wait for the next one. A
 * stream that ends before its time, also because the server stops, ends with an error of the transport.
 */
export async function sendMultipart(
  reply: FastifyReply,
  { kind, results, headers }: StreamAnswer,
  streams: OpenStreams,
): Promise<FastifyReply> {
  const { boundary, specification, envelope, failed } = forms[kind];
  const part = (body: unknown) => `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(body)}\r\n--${boundary}`;
  const writer = streams.open(reply, {
    headers: { ...headers, "content-type": `multipart/mixed;boundary="${boundary}";${specification}` },
    beat: part({}),
    beatMilliseconds,
    goodbye() {
      writer.leave(`${part(failed(new Error("The server stops")))}--\r\n`);
      void results.return();
    },
  });
  void writer.write(`\r\n--${boundary}`);
  reply.raw.once("close", () => void results.return());
  try {
    for await (const result of results) {
      // A source that never waits would not let the end of the connection be noticed.
      if (writer.isClosed) return reply;
      await writer.write(part(envelope(result)));
    }
    writer.end("--\r\n");
  } catch (error) {
    writer.end(`${part(failed(error))}--\r\n`);
  }
  return reply;
}
