import { GraphQLError } from "graphql";

/** How a refusal looks to a client, beyond its words. */
export interface RefusalOptions {
  /** `extensions.code`. */
  readonly code: string;
  /** Of the HTTP answer; 400 unless said. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Thrown by whatever part of the gateway ends a request before its operation is executed: the answer has errors and no
 * data.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly errors: readonly GraphQLError[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the request was well-formed and its document or variables are what is wrong: GraphQL over HTTP tells these apart. */
  readonly isOfDocument: boolean;

  constructor(errors: readonly GraphQLError[], options: Partial<RefusalOptions> & { readonly isOfDocument?: boolean }) {
    super(errors[0]?.message ?? "Refused");
    this.errors = errors;
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
    this.isOfDocument = options.isOfDocument ?? false;
  }
}

/** A refusal of one error. */
export function refusal(message: string, options: RefusalOptions): Refusal {
  const extensions = { ...options.extensions, code: options.code };
  return new Refusal([new GraphQLError(message, { extensions })], options);
}
