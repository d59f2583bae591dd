import { decodeOrderId } from "../domain/orderId.ts";
import type { Ports } from "../ports.ts";

export interface DateDemoOrder {
  readonly orderId: string;
  /** One for each entry of the timeline. */
  readonly times: readonly Date[];
}

/**
 * Gives a settled order other times. An order's times are history and nobody may write them: but a demo store that opened
 * this minute has none, and what is to be seen of the past weeks must come from somewhere.
 */
export async function dateDemoOrder(
  { orderTimes, isDemo }: Pick<Ports, "orderTimes" | "isDemo">,
  { orderId, times }: DateDemoOrder,
): Promise<"dated" | "no-demo" | "not-so"> {
  if (!isDemo) return "no-demo";
  const key = decodeOrderId(orderId);
  const rise = times.every((time, index) => index === 0 || times[index - 1]! <= time);
  return key && rise && (await orderTimes.set(key, times)) ? "dated" : "not-so";
}
