import { GraphQLError } from "graphql";

/** The codes that a client may see in `extensions.code`. Whatever else goes wrong is INTERNAL_SERVER_ERROR. */
export const publicErrorCodes = [
  "BAD_USER_INPUT",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "SERVICE_UNAVAILABLE",
  "RATE_LIMITED",
] as const;
export type PublicErrorCode = (typeof publicErrorCodes)[number];

/**
 * An error that a client may see as it is, for what is no expected outcome of an operation: authentication,
 * authorisation, bad requests, limits. Expected failures are types of a mutation's union instead.
 */
export class CodedError extends GraphQLError {
  constructor(code: PublicErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { extensions: { code } });
    if (options.cause !== undefined) this.cause = options.cause;
  }
}

/** `errors[0].extensions.code` of a masked fault. */
export const internalErrorCode = "INTERNAL_SERVER_ERROR";

/**
 * What a client is told of an error that came up while executing: coded errors and graphql's own complaints about the
 * request as they are, a bad cursor as bad input, anything else logged by `report` and masked.
 */
export function maskError(error: GraphQLError, report: (error: unknown, path: string) => void): GraphQLError {
  const { originalError } = error;
  const code = error.extensions.code;
  const isPublic = typeof code === "string" && (publicErrorCodes as readonly string[]).includes(code);
  if (isPublic) return plain(error, error.message, code);
  // Of a variable of the wrong form graphql complains by wrapping the scalar's own complaint, before there is a path.
  const isComplaint = !originalError || (!error.path && originalError instanceof GraphQLError);
  if (isComplaint) return plain(error, error.message, "BAD_USER_INPUT");
  if (originalError.name === "BadCursor") return plain(error, "The cursor is not one of this list", "BAD_USER_INPUT");

  report(originalError, error.path?.join(".") ?? "");
  return plain(error, "Something went wrong on our side", internalErrorCode);
}

/** A copy without the original error, whose message and stack stay inside. */
function plain(error: GraphQLError, message: string, code: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: { code },
  });
}
