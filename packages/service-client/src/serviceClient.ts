import {
  type Caller,
  endUserOf,
  IDENTITY_HEADER,
  internalErrorCode,
  REQUEST_ID_HEADER,
  type SubgraphTransport,
  withinTime,
} from "@angidi/subgraph";
import { currentTraceparent } from "@angidi/telemetry";
import { circuitBreaker, ExponentialBackoff, handleType, type IPolicy, retry, SamplingBreaker, wrap } from "cockatiel";
import type { ExecutionResult } from "graphql";
import { v7 as newRequestId } from "uuid";
import { ServiceRefused, ServiceUnavailable } from "./errors.ts";
import { identitiesOf } from "./identities.ts";
import type { Operation } from "./operations.ts";

export interface CallOptions {
  /** On whose behalf: the other service checks what that end user owns. */
  readonly caller: Caller;
  readonly requestId?: string;
  /** For one attempt. */
  readonly deadlineMilliseconds?: number;
  /** The deadline of the whole request that this call is a part of. */
  readonly signal?: AbortSignal;
  /** Whether a mutation answers a repeat as it did the first time, so that it may be tried again. Queries always may. */
  readonly idempotent?: boolean;
}

/** Typed calls of one service's internal fields. */
export interface ServiceClient {
  /**
   * The operation's data. Throws ServiceUnavailable (no answer in time, unreachable, a fault there, or its circuit
   * open) and ServiceRefused (any other error).
   */
  call<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options: CallOptions,
  ): Promise<Data>;
}

const defaultDeadlineMilliseconds = 3_000;
const retries = 2;

/** A client for calls `from` one service `to` another, by whichever transport leads there. */
export function createServiceClient({
  from,
  to,
  transport,
  signingKey,
}: {
  readonly from: string;
  readonly to: string;
  /** Looked up at the first call, so that services may be started in any order. */
  readonly transport: () => SubgraphTransport;
  readonly signingKey: string;
}): ServiceClient {
  const identityFor = identitiesOf(from, signingKey);
  const failures = handleType(ServiceUnavailable);
  // Opens when half of at least some twenty calls in ten seconds failed, and lets one through after two seconds.
  const breaker = circuitBreaker(failures, {
    halfOpenAfter: 2_000,
    breaker: new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 }),
  });
  const repeating = retry(failures, {
    maxAttempts: retries,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }),
  });
  // The retry is inside the breaker's caller: a call that succeeded at its second attempt counts one failure.
  const repeated: IPolicy = wrap(repeating, breaker);

  return {
    async call<Data, Variables>(
      { name, text, kind }: Operation<Data, Variables>,
      variables: Variables,
      {
        caller,
        requestId,
        signal,
        deadlineMilliseconds = defaultDeadlineMilliseconds,
        idempotent = kind === "query",
      }: CallOptions,
    ): Promise<Data> {
      const attempt = async () => {
        const traceparent = currentTraceparent();
        const request = {
          query: text,
          variables: variables as Record<string, unknown>,
          operationName: name,
          headers: {
            [IDENTITY_HEADER]: identityFor(endUserOf(caller)),
            [REQUEST_ID_HEADER]: requestId ?? newRequestId(),
            ...(traceparent ? { traceparent } : {}),
          },
        };
        let result: ExecutionResult;
        try {
          result = await withinTime(deadlineMilliseconds, signal, (within) =>
            transport().execute({ ...request, signal: within }),
          );
        } catch (error) {
          throw new ServiceUnavailable(to, error);
        }
        return dataOf<Data>(to, result);
      };
      try {
        return await (idempotent ? repeated : breaker).execute(attempt, signal);
      } catch (error) {
        if (error instanceof ServiceUnavailable || error instanceof ServiceRefused) throw error;
        // cockatiel's own: the circuit is open, or the request was given up while waiting for the next attempt.
        throw new ServiceUnavailable(to, error);
      }
    },
  };
}

function dataOf<Data>(service: string, { data, errors }: ExecutionResult): Data {
  const [error] = errors ?? [];
  if (error) {
    const code = error.extensions?.code;
    if (code === internalErrorCode || code === "SERVICE_UNAVAILABLE") throw new ServiceUnavailable(service, error);
    throw new ServiceRefused(service, typeof code === "string" ? code : undefined, error.message);
  }
  if (!data) throw new ServiceUnavailable(service, new Error("The answer holds neither data nor errors"));
  return data as Data;
}
