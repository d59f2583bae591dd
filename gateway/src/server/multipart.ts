import type { FastifyReply } from "fastify";
import type { StreamAnswer } from "../pipeline/pipeline.ts";
import { errorOf } from "../plugins/maskErrors.ts";
import { type OpenStreams, streamWriter } from "./streamWriter.ts";

/** Apollo's clients take the connection for dead after some ten seconds of silence. */
const beatMilliseconds = 5_000;

/** How results are put into parts: events of a subscription in an envelope, increments as they are. */
const forms = {
  events: { boundary: "graphql", specification: "subscriptionSpec=1.0" },
  increments: { boundary: "-", specification: "deferSpec=20220824" },
} as const;

/**
 * Sends results one after another in multipart/mixed (RFC 2046), by Apollo's protocols for subscriptions and for
 * `@defer` over HTTP. Every part is closed by its boundary at once, so that a client need not wait for the next one.
 */
export async function sendMultipart(
  reply: FastifyReply,
  { kind, results, headers }: StreamAnswer,
  streams: OpenStreams,
): Promise<FastifyReply> {
  const { boundary, specification } = forms[kind];
  const part = (body: unknown) => `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(body)}\r\n--${boundary}`;
  const writer = streamWriter(reply, {
    headers: { ...headers, "content-type": `multipart/mixed;boundary="${boundary}";${specification}` },
    beat: part({}),
    beatMilliseconds,
  });
  void writer.write(`\r\n--${boundary}`);

  const end = (error?: unknown) => {
    const told =
      error === undefined
        ? ""
        : part(
            kind === "events"
              ? { payload: null, errors: [errorOf(error)] }
              : { hasNext: false, errors: [errorOf(error)] },
          );
    writer.end(`${told}--\r\n`);
  };
  const forget = streams.add(() => {
    end(new Error("The server stops"));
    void results.return();
  });
  reply.raw.once("close", () => void results.return());
  try {
    for await (const result of results) await writer.write(part(kind === "events" ? { payload: result } : result));
    end();
  } catch (error) {
    end(error);
  } finally {
    forget();
  }
  return reply;
}
