import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import type { Clock } from "./clock.ts";
import { SubgraphTimeout } from "./errors.ts";
import { RetryBudget } from "./retryBudget.ts";

export interface RetrySettings {
  /** How often a query is sent again at most; 0 for never. */
  readonly most: number;
  /** The longest wait before the first retry; twice that before the second, and so on. */
  readonly firstWaitMilliseconds: number;
  readonly longestWaitMilliseconds: number;
  /** Of the calls of late, how many may be retries: 0.2 for one in five. */
  readonly share: number;
}

/**
 * Sends queries again that got no answer, after a random wait of up to twice as long each time (full jitter: clients that
 * failed together do not come back together). Mutations are never sent again: half of one may have happened.
 */
export function retries(
  transport: SubgraphTransport,
  settings: RetrySettings,
  {
    clock,
    random = Math.random,
    onRetry,
  }: { readonly clock: Clock; readonly random?: () => number; readonly onRetry: () => void },
): SubgraphTransport {
  const budget = new RetryBudget(settings.share);

  async function retry(request: SubgraphRequest, first: unknown): Promise<ExecutionResult> {
    let error = first;
    for (let count = 0; count < settings.most; count++) {
      if (request.signal.aborted || !isNoAnswer(error) || !budget.takeOut()) break;
      const longest = Math.min(settings.longestWaitMilliseconds, settings.firstWaitMilliseconds * 2 ** count);
      await wait(random() * longest, request.signal, clock);
      onRetry();
      try {
        return await transport.execute(request);
      } catch (latest) {
        error = latest;
      }
    }
    throw error;
  }

  return {
    execute(request) {
      if (request.kind !== "query") return transport.execute(request);
      budget.payIn();
      return transport.execute(request).catch((error) => retry(request, error));
    },
    subscribe: (request) => transport.subscribe(request),
  };
}

/** Codes of Node and of undici for connections that were not made, or that broke before an answer was there. */
const connectionCodes: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** Answers of whatever stands before a subgraph that is not there just now. */
const awayStatuses: ReadonlySet<unknown> = new Set([502, 503, 504]);

function isNoAnswer(error: unknown): boolean {
  if (error instanceof SubgraphTimeout) return true;
  if (typeof error !== "object" || error === null) return false;
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  return connectionCodes.has(code) || awayStatuses.has(statusCode);
}

function wait(milliseconds: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
