import { randomUUID } from "node:crypto";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { BenchPlatform } from "./benchPlatform.ts";
import { ask, doOnce, textOf } from "./graph.ts";
import type { RecordedStatement } from "./recording.ts";
import { scenarios } from "./scenarios.ts";
import { quantile } from "./statistics.ts";
import { type Usage, usageBetween, usageOf } from "./usage.ts";
import { staffToken, type World } from "./world.ts";

/** What was measured of telling many subscribers of one change. Times are from the request that made the change. */
export interface FanOut extends Usage {
  readonly subscribers: number;
  readonly p50: number;
  readonly p99: number;
  /** Until the last subscriber was told. */
  readonly last: number;
  /** Changes told to a subscriber in a second, while there were any to tell. */
  readonly perSecond: number;
  /** For one change told to one subscriber. */
  readonly statements: number;
}

/** As a page that shows its orders would have it: several streams share one connection. */
const streamsPerConnection = 50;
const longestWaitMilliseconds = 60_000;

/**
 * Opens streams of one order's status for so many subscribers, sends the order and has it delivered, and measures until
 * everybody knows. CPU and statements are for one change told to one subscriber. Throws when somebody misses one.
 */
export async function measureFanOut(platform: BenchPlatform, world: World, subscribers: number): Promise<FanOut> {
  const token = await staffToken(platform.url);
  const checkout = scenarios.find(({ name }) => name === "checkout")!;
  const { orderId } = await doOnce(platform.url, checkout, world, 0);
  const arrivals = new Map<string, number[]>([
    ["SHIPPED", []],
    ["DELIVERED", []],
  ]);
  const audience = await openAudience(platform, orderId as string, subscribers, (status) =>
    arrivals.get(status)?.push(performance.now()),
  );
  const before = usageOf(platform, process.pid);
  const recorded: RecordedStatement[] = [];
  const times: number[] = [];
  let busy = 0;

  async function change(status: string, act: () => Promise<unknown>) {
    const began = performance.now();
    recorded.push(
      ...(await platform.record(async () => {
        await act();
        await until(() => arrivals.get(status)!.length === subscribers, `${status} did not reach everybody`);
      })),
    );
    times.push(...arrivals.get(status)!.map((at) => at - began));
    busy += Math.max(...arrivals.get(status)!) - began;
  }

  try {
    let fulfilmentId = "";
    await change("SHIPPED", async () => {
      const input = { idempotencyKey: randomUUID(), orderId };
      fulfilmentId = (await ask(platform.url, "FulfilOrder", { input }, token)).fulfilOrder.fulfilment.id;
    });
    await change("DELIVERED", () =>
      ask(platform.url, "MarkDelivered", { input: { idempotencyKey: randomUUID(), fulfilmentId } }, token),
    );
  } finally {
    await audience.close();
  }
  return {
    subscribers,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    last: Math.max(...times),
    perSecond: times.length / (busy / 1000),
    statements: recorded.length / times.length,
    ...usageBetween(before, usageOf(platform, process.pid), times.length),
  };
}

/** Resolves when every stream is open: with `after` 0 each begins with what has happened already. */
async function openAudience(
  { wsUrl }: BenchPlatform,
  orderId: string,
  subscribers: number,
  onChange: (status: string) => void,
) {
  let open = 0;
  let failure: unknown;
  const clients = Array.from({ length: Math.ceil(subscribers / streamsPerConnection) }, () =>
    createClient({ url: wsUrl, webSocketImpl: WebSocket, lazy: false, retryAttempts: 0 }),
  );
  for (let index = 0; index < subscribers; index++) {
    clients[index % clients.length]!.subscribe(
      { query: textOf("OrderStatus"), variables: { orderId, after: 1 }, operationName: "OrderStatus" },
      {
        next({ data, errors }) {
          failure ??= errors;
          const status = (data?.orderStatusChanged as { status: string } | undefined)?.status;
          if (status === "CONFIRMED") open++;
          else if (status) onChange(status);
        },
        error(error) {
          failure ??= error;
        },
        complete() {},
      },
    );
  }
  await until(() => {
    if (failure) throw new Error(`A stream failed: ${JSON.stringify(failure)}`);
    return open === subscribers;
  }, "Not all streams were opened");
  return {
    close: async () => {
      await Promise.all(clients.map((client) => client.dispose()));
    },
  };
}

async function until(isTrue: () => boolean, otherwise: string): Promise<void> {
  const deadline = performance.now() + longestWaitMilliseconds;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
