import { publicErrorCodes } from "@angidi/subgraph";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { ToldError } from "../execution/failures.ts";
import { PlannerOverloaded, PlanningFailed } from "../planning/planner.ts";
import { Refusal, refusal } from "./refusal.ts";

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

/** What clients are told of an exception: that the request went wrong on our side, and no more. */
export function failureOf(error: unknown, log: Logger): Refusal {
  if (error instanceof PlannerOverloaded) {
    return refusal("The gateway is busy just now; try again", { code: "SERVICE_UNAVAILABLE", status: 503 });
  }
  if (error instanceof PlanningFailed) {
    log.error({ reason: error.message }, "An operation cannot be planned");
    return refusal("This operation cannot be planned", { code: internalCode, status: 500 });
  }
  log.error({ err: error }, "A request failed");
  return refusal(internalMessage, { code: internalCode, status: 500 });
}

/** The error by which a stream ends, in words that clients may read. */
export function errorOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return error instanceof Refusal ? error.errors[0]! : unavailable();
}
