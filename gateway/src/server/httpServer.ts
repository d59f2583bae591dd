import type { IncomingMessage } from "node:http";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { Logger } from "pino";

/**
 * The HTTP server before anything is added to it. Whatever goes wrong below the graph, such as a body that is too large
 * or no JSON, is answered in the form of a GraphQL error.
 */
export function createHttpServer({
  bodyLimit,
  trustedProxies,
  log,
}: {
  readonly bodyLimit: number;
  /** Addresses whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  readonly log: Logger;
}): FastifyInstance {
  const app = fastify({
    bodyLimit,
    // Of two lines of one header, such as two credentials, none is passed over: joined, they are refused.
    http: { joinDuplicateHeaders: true },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true },
    // A client that sends its request by drops must not hold a connection for ever.
    requestTimeout: 30_000,
  });

  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, parseBody(body as string));
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }));
    }
  });

  app.setNotFoundHandler((_request, reply) => reply.code(404).send(bodyOf("There is nothing here", "NOT_FOUND")));
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") await readAway(request.raw);
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      log.error({ err: error }, "A request failed");
      return reply.code(500).send(bodyOf("Something went wrong on our side", "INTERNAL_SERVER_ERROR"));
    }
    return reply.code(status).send(bodyOf(explain(error), "BAD_REQUEST"));
  });
  return app;
}

/** A key that would change the prototype of an object that it is assigned to. */
const prototypeKey = /"__proto__"\s*:/;

/**
 * In place of Fastify's own parser, which has a regular expression look through every body for what hardly any has. Throws
 * a SyntaxError.
 */
function parseBody(body: string): unknown {
  if (body === "") throw Object.assign(new SyntaxError("The body is empty"), { code: "FST_ERR_CTP_EMPTY_JSON_BODY" });
  if (body.includes("__proto__") && prototypeKey.test(body)) throw new SyntaxError("The body has a key __proto__");
  return JSON.parse(body);
}

const mostReadAway = 32 * 1024 * 1024;
const longestReadAwayMilliseconds = 5_000;

/**
 * Reads what is left of a body that was refused, within bounds. A client that is still sending when its connection is
 * closed meets a broken pipe and never sees the answer.
 */
function readAway(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = mostReadAway;
    const timer = setTimeout(resolve, longestReadAwayMilliseconds);
    request.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) resolve();
    });
    request.once("close", resolve);
    request.once("end", () => {
      clearTimeout(timer);
      resolve();
    });
    request.resume();
  });
}

function explain(error: FastifyError): string {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return "The request's body is too large";
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return "The request's body must be of type application/json";
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return "The request has no body";
    default:
      return error instanceof SyntaxError ? "The request's body is no JSON" : "The request cannot be read";
  }
}

function bodyOf(message: string, code: string) {
  return { errors: [{ message, extensions: { code } }] };
}
