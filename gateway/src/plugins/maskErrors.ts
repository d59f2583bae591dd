import { publicErrorCodes } from "@angidi/subgraph";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { ToldError } from "../execution/failures.ts";

const internalCode = "INTERNAL_SERVER_ERROR";
const internalMessage = "Something went wrong on our side";

/** Codes that clients may see and act upon: the subgraphs' own and the gateway's. */
const publicCodes: ReadonlySet<unknown> = new Set([
  ...publicErrorCodes,
  "DOWNSTREAM_UNAVAILABLE",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** What clients are told of an error of a subgraph: one of a public code as it is, anything else in general words. */
export function toldOf(error: GraphQLFormattedError, subgraph: string, log: Logger): ToldError {
  const code = error.extensions?.code;
  if (publicCodes.has(code)) return { message: String(error.message), code: String(code) };
  log.error({ subgraph, code, path: error.path, reason: error.message }, "A subgraph answered with an error");
  return { message: internalMessage, code: internalCode };
}

/** The error of a subgraph that gave no answer. Which one it was is nobody's business outside. */
export function unavailable(): GraphQLError {
  return new GraphQLError("A part of the platform does not answer just now; try again", {
    extensions: { code: "DOWNSTREAM_UNAVAILABLE" },
  });
}

/** The last look at every error on its way out, whatever part of the gateway it comes from. */
export function maskErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code = internalCode, ...extensions } = formatted.extensions ?? {};
    const thrown = thrownBehind(error);
    // Words of our own or of graphql's: they tell about the request, never about the inside.
    if (!thrown) return { ...formatted, extensions: { ...extensions, code } };

    log.error({ err: thrown, path: formatted.path }, "A request failed");
    const isRequest = publicCodes.has(code);
    return {
      message: isRequest ? "The request cannot be read" : internalMessage,
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code: isRequest ? code : internalCode },
    };
  };
}

/** The exception that an error stands for, if it is not one made for clients: a stack overflow in the parser, a bug. */
function thrownBehind(error: unknown): unknown {
  let at = error;
  while (at instanceof GraphQLError) {
    if (!at.originalError) return undefined;
    at = at.originalError;
  }
  return at;
}
