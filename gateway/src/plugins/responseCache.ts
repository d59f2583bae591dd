import type { ExecutionResult } from "graphql";
import { AnswersUnderWay } from "../caching/answersUnderWay.ts";
import { countLookup } from "../caching/cacheMetrics.ts";
import type { Mark } from "../caching/invalidations.ts";
import { cachingOf, type OperationCaching } from "../caching/operationCaching.ts";
import { type PassedOn, responseKey } from "../caching/responseKey.ts";
import type { Found, KeptResponse, ResponseStore } from "../caching/responseStore.ts";
import type { Exchange, OperationExchange } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { resultOfText } from "../pipeline/preparedText.ts";
import type { CachingSettings } from "../settings/caching.ts";

/** An answer that is looked for. */
interface Wanted {
  readonly key: string;
  readonly caching: OperationCaching;
}

/** An answer that is being made, to be kept. */
interface Making extends Wanted {
  readonly mark: Mark;
  /** Whether others may wait for it. */
  readonly isFirst: boolean;
}

export interface ResponseCachePorts {
  readonly store: ResponseStore;
  readonly passedOn: PassedOn;
  readonly clock?: () => number;
}

/**
 * Keeps the answers of queries by `@cacheControl` and gives them again, the text as it was sent. Whoever asks for one that
 * is being made waits for it. It has to come after whatever refuses or withholds, and last of all that adds to results.
 */
export function responseCache(
  { longestSeconds, mayBypass }: Pick<CachingSettings["responses"], "longestSeconds" | "mayBypass">,
  { store, passedOn, clock = Date.now }: ResponseCachePorts,
): Plugin {
  const underWay = new AnswersUnderWay();
  const making = new WeakMap<Exchange, Making>();

  /** The kept answer, as the answer to this exchange. */
  const give = (exchange: OperationExchange, { text, storedAt }: KeptResponse): ExecutionResult => {
    exchange.reply.text = text;
    exchange.reply.headers.age = String(Math.max(0, Math.floor((clock() - storedAt) / 1_000)));
    countLookup("hit");
    return resultOfText(text);
  };

  const begin = (exchange: OperationExchange, wanted: Wanted, { response, mark }: Found, mayWait: boolean) => {
    if (response) return give(exchange, response);
    // There is nowhere to keep it.
    if (mark === undefined) return countLookup("away");
    const isFirst = underWay.begin(wanted.key);
    if (!isFirst && mayWait) return wait(exchange, wanted);
    making.set(exchange, { ...wanted, mark, isFirst });
    countLookup("miss");
  };

  /** For the answer that another is making. Who waited for nothing waits no more. */
  const wait = async (exchange: OperationExchange, wanted: Wanted): Promise<ExecutionResult | undefined> => {
    const response = await underWay.wait(wanted.key);
    if (response) return give(exchange, response);
    return (await begin(exchange, wanted, await store.find(wanted.key), false)) ?? undefined;
  };

  const keep = (exchange: OperationExchange, { key, mark, caching, isFirst }: Making, result: ExecutionResult) => {
    const text = JSON.stringify(result);
    exchange.reply.text = text;
    const { policy, tags } = caching;
    const response: KeptResponse = { text, storedAt: clock(), maxAge: Math.min(policy.maxAge, longestSeconds) };
    const isGood = store.keep(key, response, [...tags!.always, ...tags!.of(result.data)], mark);
    if (!isFirst) return;
    const end = (isGoodForOthers: boolean) => underWay.end(key, isGoodForOthers ? response : undefined);
    if (isGood instanceof Promise) void isGood.then(end);
    else end(isGood);
  };

  return {
    name: "response cache",

    onOperation(exchange) {
      const caching = cachingOf(exchange.operation);
      if (caching.policy.maxAge === 0) return;
      const bypass = mayBypass ? bypassOf(exchange) : undefined;
      if (bypass === "no-store") return;
      const key = responseKey(exchange, {
        identity: caching.identity,
        scope: caching.policy.scope,
        passedOn: passedOn(exchange),
      });
      const isAnew = bypass === "no-cache";
      const go = (found: Found) =>
        begin(exchange, { key, caching }, isAnew ? { ...found, response: undefined } : found, !isAnew);
      const found = store.find(key);
      return found instanceof Promise ? found.then(go) : go(found);
    },

    onResult(exchange, result) {
      const made = making.get(exchange);
      if (!made || result.errors || result.extensions || !result.data) return;
      making.delete(exchange);
      keep(exchange, made, result);
    },

    onDone(exchange) {
      // It came to nothing that could be kept.
      const made = making.get(exchange);
      if (made?.isFirst) underWay.end(made.key, undefined);
    },

    async stop() {
      store.close();
    },
  };
}

function bypassOf({ incoming }: Exchange): "no-cache" | "no-store" | undefined {
  const control = incoming.headers["cache-control"];
  if (typeof control !== "string") return undefined;
  if (/\bno-store\b/i.test(control)) return "no-store";
  return /\bno-cache\b/i.test(control) ? "no-cache" : undefined;
}
