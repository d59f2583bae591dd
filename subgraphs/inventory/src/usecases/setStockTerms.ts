import type { StockPolicy } from "../data/stockReader.ts";
import { checkSku, type Mistake, mostUnits } from "../domain/limits.ts";
import { type PolicyKind, usualTerms } from "../domain/policy.ts";
import { stockEvents } from "../events/stockEvents.ts";
import type { Ports } from "../ports.ts";

export type SetStockTermsResult =
  | { readonly kind: "set"; readonly policy: StockPolicy }
  | { readonly kind: "invalid"; readonly mistake: Mistake };

export interface SetStockPolicy {
  readonly sku: string;
  readonly policy: PolicyKind;
  /** How many pieces may be waited for at a time; null: any number. */
  readonly limit?: number | null;
  /** Of a preorder: until then it may be waited for. */
  readonly availableFrom?: Date | null;
  readonly expectedAt?: Date | null;
}

/** Says whether a SKU is sold beyond what there is. Who waits already goes on waiting whatever is said. */
export async function setStockPolicy(
  ports: Pick<Ports, "store" | "lowStockThreshold">,
  { sku, policy, limit = null, availableFrom = null, expectedAt = null }: SetStockPolicy,
): Promise<SetStockTermsResult> {
  const mistake = checkSku(sku) ?? checkUnits(limit, "limit");
  if (mistake) return { kind: "invalid", mistake };
  if ((policy === "PREORDER") !== (availableFrom !== null)) {
    const message = "A preorder, and nothing else, has a time from which it is available";
    return { kind: "invalid", mistake: { message, path: ["availableFrom"] } };
  }
  if (availableFrom && availableFrom <= new Date()) {
    return { kind: "invalid", mistake: { message: "That time is over", path: ["availableFrom"] } };
  }
  const terms = policy === "NONE" ? { limit: null, expectedAt: null } : { limit, expectedAt };
  return setTerms(ports, sku, { policy, availableFrom, ...terms });
}

/** Says at how many a SKU counts as low; null: at the platform's threshold. Tells at once of one that is low by it. */
export async function setLowStockThreshold(
  ports: Pick<Ports, "store" | "lowStockThreshold">,
  { sku, threshold = null }: { readonly sku: string; readonly threshold?: number | null },
): Promise<SetStockTermsResult> {
  const mistake = checkSku(sku) ?? checkUnits(threshold, "threshold");
  if (mistake) return { kind: "invalid", mistake };
  return setTerms(ports, sku, { lowStockThreshold: threshold });
}

async function setTerms(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  sku: string,
  said: Partial<StockPolicy>,
): Promise<SetStockTermsResult> {
  return store.transaction(async ({ stock }): Promise<SetStockTermsResult> => {
    const [before] = await stock.lockOrAdd([sku]);
    const known = (await stock.policy(sku)) ?? { sku, ...usualTerms, availableFrom: null, expectedAt: null };
    const policy = { ...known, ...said };
    const after = { ...before!, ...said, version: before!.version + 1 };
    await stock.setTerms(policy, stockEvents([{ sku, before: before!, after }], lowStockThreshold));
    return { kind: "set", policy };
  });
}

function checkUnits(units: number | null, field: string): Mistake | undefined {
  if (units === null || (units >= 0 && units <= mostUnits)) return undefined;
  return { message: `From 0 to ${mostUnits}, or null`, path: [field] };
}
