import { StoreUnavailable } from "@angidi/datastores";
import { Client, errors, type estypes } from "@elastic/elasticsearch";

export interface ElasticsearchSettings {
  readonly url: string;
  /** What the names of all indices begin with. */
  readonly indexPrefix: string;
}

/** How long each kind of request may take, in milliseconds: a shopper waits for a search, nobody for the others. */
export const deadlines = { search: 2_000, write: 10_000, administer: 30_000 } as const;

/** A client that gives up in time. A request that could not be sent is sent once more. */
export function openClient({ url }: ElasticsearchSettings): Client {
  return new Client({ node: url, requestTimeout: deadlines.write, maxRetries: 1 });
}

const away = new Set([408, 429, 502, 503, 504]);

/**
 * Runs a request. Throws StoreUnavailable when Elasticsearch cannot be reached, takes too long, is overloaded or has no
 * index yet; whatever else goes wrong is thrown as it is.
 */
export async function reach<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (cause) {
    if (isAway(cause)) throw new StoreUnavailable(`Elasticsearch: ${(cause as Error).message}`, { cause });
    throw cause;
  }
}

/** What went wrong with one of several requests that were sent together, as an error. */
export function errorOf(status: number | undefined, { type, reason }: Partial<estypes.ErrorCause>): Error {
  const message = `Elasticsearch: ${reason ?? type}`;
  return saysAway(status, type) ? new StoreUnavailable(message) : new Error(message);
}

function saysAway(status: number | undefined, type: string | null | undefined): boolean {
  return away.has(status ?? 0) || type === "index_not_found_exception";
}

function isAway(error: unknown): boolean {
  if (error instanceof errors.ResponseError) {
    return saysAway(error.statusCode, typeOf(error.body));
  }
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  );
}

function typeOf(body: unknown): string | undefined {
  return (body as { error?: Partial<estypes.ErrorCause> } | undefined)?.error?.type;
}

/** Whether the request failed because what it asks for is as it is already, or is not there. */
export function isAlready(error: unknown): boolean {
  return error instanceof errors.ResponseError && typeOf(error.body) === "resource_already_exists_exception";
}

/** A search is answered in whole or not at all: hits and counts of some shards only would look like all there is. */
export const inWhole = { allow_partial_search_results: false } as const;
