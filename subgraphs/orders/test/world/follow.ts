import { requestOf } from "@angidi/testing";
import { orderStatusSubscription } from "./operations.ts";
import type { Answer, Asker, World } from "./world.ts";

/** Someone who follows an order. */
export interface Follower {
  /** What was told so far. */
  readonly changes: Answer[];
  /** The errors of a refusal. */
  readonly errors: Answer[];
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
  /** Resolves when so many changes were told, or the stream has ended. */
  until(count: number): Promise<void>;
  /** Hangs up. */
  leave(): Promise<void>;
}

/** Follows an order as a client does. */
export async function follow(
  world: World,
  orderId: string,
  { after, asker = {} }: { readonly after?: number; readonly asker?: Asker } = {},
): Promise<Follower> {
  const request = requestOf(orderStatusSubscription, { orderId, after }, asker, world.signingKey);
  const stream = await world.transport.subscribe(request);
  const iterator = stream[Symbol.asyncIterator]();
  const changes: Answer[] = [];
  const errors: Answer[] = [];
  let told = () => {};
  let isOver = false;

  const ended = (async () => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) break;
      if (value.errors) errors.push(...value.errors);
      else changes.push(value.data?.orderStatusChanged);
      told();
    }
    isOver = true;
    told();
  })();

  return {
    changes,
    errors,
    ended,
    async until(count) {
      while (changes.length < count && !isOver) {
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
    },
    async leave() {
      await iterator.return?.();
      await ended;
    },
  };
}
