import { IDENTITY_HEADER, type SubgraphRequest, type SubgraphTransport } from "@angidi/subgraph";
import { ReadsUnderWay } from "./readsUnderWay.ts";
import { SharedRead } from "./sharedRead.ts";

/** Tell one request from another, and never change what is answered. */
export const perRequestHeaders: readonly string[] = ["x-request-id", "traceparent", "tracestate"];

export interface SharingOptions {
  /** Headers that say who asks, freshly signed for each request; `callerKey` is compared in their place. */
  readonly identityHeaders?: readonly string[];
  /** How many writes are known: a read joins none that began before the last of them. */
  readonly writes?: () => number;
  /** A read was spared. */
  readonly onShared: () => void;
}

/**
 * Sends a query only once while the same one is under way: the same body, the same headers forwarded, and the same caller
 * unless the answer is public. Each taker gets an answer of its own, since whoever executes writes into it. The call ends
 * early only when every taker has gone.
 *
 * A read may join one that began before it, but none that began before a write that is known. Who must see one that is not
 * known yet, as the fetches after a mutation, has to ask under a `callerKey` of its own.
 */
export function sharing(
  transport: SubgraphTransport,
  { identityHeaders = [IDENTITY_HEADER], writes = () => 0, onShared }: SharingOptions,
): SubgraphTransport {
  const uncompared: ReadonlySet<string> = new Set([...perRequestHeaders, ...identityHeaders]);
  let joinable = new ReadsUnderWay();
  let written = writes();

  const readsUnderWay = () => {
    if (writes() !== written) {
      written = writes();
      joinable = new ReadsUnderWay();
    }
    return joinable;
  };

  /** A signed identity without a key is the caller's for this one request alone, so there is nobody to share with. */
  const isShareable = (request: SubgraphRequest) =>
    request.kind === "query" &&
    (request.isPublic || request.callerKey !== undefined || !identityHeaders.some((name) => name in request.headers));

  return {
    execute(request) {
      if (!isShareable(request)) return transport.execute(request);
      const { body, signal } = request;
      if (body === undefined) return transport.execute(request);
      if (signal.aborted) return Promise.reject(signal.reason);

      const underWay = readsUnderWay();
      const mark = markOf(body, request.isPublic ? undefined : request.callerKey);
      const same = underWay.find(mark, (read) => !read.isFull && isSameRead(read.request, request, uncompared));
      if (same) {
        onShared();
        return same.take(signal);
      }
      const read = new SharedRead(mark, request, () => underWay.remove(read));
      underWay.add(read);
      const answer = read.take(signal);
      read.start(transport);
      return answer;
    },
    subscribe: (request) => transport.subscribe(request),
  };
}

function isSameRead(one: SubgraphRequest, other: SubgraphRequest, uncompared: ReadonlySet<string>): boolean {
  return (
    one.body === other.body &&
    one.isPublic === other.isPublic &&
    (one.isPublic || one.callerKey === other.callerKey) &&
    hasHeadersOf(one.headers, other.headers, uncompared) &&
    hasHeadersOf(other.headers, one.headers, uncompared)
  );
}

function hasHeadersOf(
  one: SubgraphRequest["headers"],
  other: SubgraphRequest["headers"],
  uncompared: ReadonlySet<string>,
): boolean {
  for (const name in other) {
    if (other[name] !== one[name] && !uncompared.has(name)) return false;
  }
  return true;
}

/** How many characters are looked at, spread over the body, and at its end, where most bodies have their variables. */
const samples = 32;
const tail = 64;

/**
 * Tells most reads apart. As the whole body is compared afterwards, some of its characters will do: to hash all of them,
 * as a key of a map would be, takes longer than all the rest of sharing.
 */
function markOf(body: string, callerKey: string | undefined): number {
  const { length } = body;
  let mark = length;
  const end = Math.max(0, length - tail);
  const step = Math.floor(end / samples) + 1;
  for (let index = 0; index < end; index += step) mark = (Math.imul(mark, 31) + body.charCodeAt(index)) | 0;
  for (let index = end; index < length; index++) mark = (Math.imul(mark, 31) + body.charCodeAt(index)) | 0;
  if (callerKey === undefined) return mark;
  for (let index = 0; index < callerKey.length; index++) {
    mark = (Math.imul(mark, 31) + callerKey.charCodeAt(index)) | 0;
  }
  return mark;
}
