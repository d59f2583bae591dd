import { asWorker, openRedis, type RedisSettings } from "@angidi/datastores";
import type { Line } from "../../domain/draw.ts";
import type { StockCount } from "../stockReader.ts";
import type { Admission, HotStock } from "./hotStock.ts";
import { admitScript, heatScript, surveyScript, updateScript } from "./scripts.ts";

export interface HotStockSettings extends Pick<RedisSettings, "url" | "keyPrefix" | "around"> {
  /** For how long an order's units are held if nobody settles it: longer than an attempt takes, shorter than buyers wait. */
  readonly holdMilliseconds?: number;
}

const HEAT = 60_000;
/** How long a counter is kept before it is filled in anew. */
const LIFETIME = 60_000;
/** One process in so many milliseconds compares the counters with the truth. */
const TURN = 900;
/** Each costs a row in every comparison; whatever else is contended goes to the database as if it were not. */
const MOST_HOT = 1_000;

/** One slot in a cluster: an order's SKUs are counted by one script. Few are hot, and one server does very many scripts. */
const slot = "{hot-stock}";

/** Hot stock in Redis. Nothing here throws: while Redis is away all are told so, and updates are lost. */
export async function openRedisHotStock({
  holdMilliseconds = 5_000,
  ...settings
}: HotStockSettings): Promise<HotStock> {
  const redis = await asWorker(() => openRedis({ ...settings, applicationName: "inventory" }));
  /** Until when a SKU is hot, by this process's clock. */
  const hotUntil = new Map<string, number>();
  const keysOf = (skus: readonly string[]) => [
    ...skus.map((sku) => `${slot}:level:${sku}`),
    ...skus.map((sku) => `${slot}:holds:${sku}`),
  ];
  const hotList = `${slot}:skus`;

  async function noteHeat(counts: readonly StockCount[]): Promise<void> {
    const values = counts.flatMap((count) => [count.sku, count.version, textOf(count)]);
    await heatScript(redis, [...keysOf(counts.map(({ sku }) => sku)), hotList], [HEAT, LIFETIME, ...values]);
  }

  return {
    isHot: (sku) => (hotUntil.get(sku) ?? 0) > Date.now(),

    async heat(counts) {
      const known = counts.filter(({ sku }) => hotUntil.has(sku) || hotUntil.size < MOST_HOT);
      for (const { sku } of known) hotUntil.set(sku, Date.now() + HEAT);
      if (known.length > 0) await noteHeat(known).catch(() => {});
    },

    async admit(orderId, lines) {
      const keys = keysOf(lines.map(({ sku }) => sku));
      const values = [orderId, holdMilliseconds, LIFETIME, ...lines.map(({ quantity }) => quantity)];
      return admitScript(redis, keys, values).then(
        (answer) => admissionOf(lines, answer as [string, ...number[]]),
        () => ({ kind: "away" }),
      );
    },

    async settle(orderId, skus) {
      const values = skus.flatMap(() => ["", ""]);
      await updateScript(redis, keysOf(skus), [orderId, ...values]).catch(() => {});
    },

    async update(counts, orderId = "") {
      const values = counts.flatMap((count) => [count.version, textOf(count)]);
      await updateScript(redis, keysOf(counts.map(({ sku }) => sku)), [orderId, ...values]).catch(() => {});
    },

    async survey() {
      const answer = await surveyScript(redis, [hotList, `${slot}:turn`], [TURN]).catch(() => [0, []]);
      const [isTurn, skus] = answer as [number, string[]];
      const now = Date.now();
      for (const [sku, until] of hotUntil) if (until <= now) hotUntil.delete(sku);
      for (const sku of skus) if (!hotUntil.has(sku)) hotUntil.set(sku, now + 2 * TURN);
      return isTurn === 1 ? skus : [];
    },

    async close() {
      redis.disconnect();
    },
  };
}

function textOf({ available }: StockCount): string | number {
  return available ?? "unlimited";
}

function admissionOf(lines: readonly Line[], [kind, ...rest]: [string, ...number[]]): Admission {
  if (kind === "admitted") return { kind };
  if (kind === "unknown") return { kind, skus: rest.map((place) => lines[place - 1]!.sku) };
  const shortages = [];
  for (let at = 0; at < rest.length; at += 2) {
    const { sku, quantity } = lines[rest[at]! - 1]!;
    shortages.push({ sku, requested: quantity, available: rest[at + 1]! });
  }
  return { kind: "refused", shortages };
}
