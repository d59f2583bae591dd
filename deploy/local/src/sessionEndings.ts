import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SessionEndings } from "@angidi/gateway";
import { anonymous, IDENTITY_HEADER, type SubgraphTransport, signIdentity } from "@angidi/subgraph";

const query = "subscription SessionsEnded { sessionsEnded { id until } }";

type Results = Awaited<ReturnType<SubgraphTransport["subscribe"]>>;

interface SessionsEnded {
  readonly sessionsEnded: readonly { readonly id: string; readonly until: string }[];
}

const firstPause = 250;
const longestPause = 5_000;
/** So often the subscription is made anew: nothing comes by it for hours, so nobody would see that its peer is gone. */
const renewalMilliseconds = 60_000;

/**
 * Sessions that the users subgraph has ended, by a subscription that is made again whenever it is lost; it begins with those
 * that ended meanwhile. While users cannot be reached, tokens are taken for as good as their signature says.
 */
export function sessionEndingsOfUsers(
  users: () => SubgraphTransport,
  signingKey: string,
  renewAfterMilliseconds: number = renewalMilliseconds,
): SessionEndings {
  return (end) => {
    const stopping = new AbortController();
    let stream: ReturnType<Results[typeof Symbol.asyncIterator]> | undefined;

    /** Whether it was of use before it was over. */
    async function follow(): Promise<boolean> {
      const caller = { kind: "service", service: "gateway", onBehalfOf: anonymous } as const;
      const headers = { [IDENTITY_HEADER]: signIdentity({ caller, requestId: randomUUID() }, signingKey) };
      const attempt = new AbortController();
      const signal = AbortSignal.any([stopping.signal, attempt.signal]);
      let wasOfUse = false;
      // By the signal: a stream's own `return` would wait in line behind the `next` that nothing comes to.
      const renewal = setTimeout(() => {
        wasOfUse = true;
        attempt.abort();
      }, renewAfterMilliseconds);
      try {
        stream = (await users().subscribe({ query, kind: "subscription", headers, signal }))[Symbol.asyncIterator]();
        // Whoever stopped it while it was being opened had no stream yet to end.
        while (!signal.aborted) {
          const next = await Promise.race([
            stream.next().catch(() => ({ done: true, value: undefined }) as const),
            aborted(signal),
          ]);
          if (next.done) break;
          const { data, errors } = next.value;
          if (errors || !data) break;
          wasOfUse = true;
          for (const { id, until } of (data as unknown as SessionsEnded).sessionsEnded) end(id, Date.parse(until));
        }
        return wasOfUse;
      } finally {
        clearTimeout(renewal);
        attempt.abort();
        void stream?.return?.().catch(() => {});
      }
    }

    async function keepFollowing(): Promise<void> {
      let wait = firstPause;
      while (!stopping.signal.aborted) {
        const wasOfUse = await follow().catch(() => false);
        wait = wasOfUse ? firstPause : Math.min(wait * 2, longestPause);
        await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
      }
    }

    const following = keepFollowing();
    return {
      async stop() {
        stopping.abort();
        await following;
      },
    };
  };
}

/** The end of a stream that is left, whether or not its peer answers. */
function aborted(signal: AbortSignal): Promise<{ readonly done: true; readonly value: undefined }> {
  return new Promise((resolve) => {
    const over = () => resolve({ done: true, value: undefined });
    if (signal.aborted) over();
    else signal.addEventListener("abort", over, { once: true });
  });
}
