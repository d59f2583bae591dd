import { GraphQLError } from "graphql";

/** The other service gave no answer that counts: unreachable, too slow, failing. The same call may succeed later. */
export class ServiceUnavailable extends GraphQLError {
  override readonly name = "ServiceUnavailable";
  readonly service: string;

  constructor(service: string, cause: unknown) {
    // The message may reach a client by way of a mask that lets this code through: it names no inner detail.
    super("A part of the platform does not answer just now; try again", {
      extensions: { code: "SERVICE_UNAVAILABLE" },
    });
    this.service = service;
    this.cause = cause;
  }
}

/** The other service understood and refused: a mistake of the calling code or a lack of rights, never worth a retry. */
export class ServiceRefused extends Error {
  override readonly name = "ServiceRefused";
  readonly service: string;
  readonly code: string | undefined;

  constructor(service: string, code: string | undefined, message: string) {
    super(`${service} refused: ${message}`);
    this.service = service;
    this.code = code;
  }
}
