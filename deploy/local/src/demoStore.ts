import { anonymous, type EndUser, type SubgraphTransport } from "@angidi/subgraph";
import { type DemoAccount, demoAccounts, demoPassword } from "./demoAccounts.ts";
import { type DemoServices, demoOperations, demoServices } from "./demoServices.ts";
import type { CreatePromotionMutationVariables } from "./generated/carts.ts";
import type { CreateWarehouseMutationVariables } from "./generated/inventory.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });

const promotions: readonly CreatePromotionMutationVariables["input"][] = [
  { code: "WELCOME10", kind: "PERCENTAGE", percentage: 10, usageLimitPerCustomer: 1 },
  { code: "FIVEOFF", kind: "FIXED_AMOUNT", amount: usd(500), minimumSubtotal: usd(2500) },
  { code: "SHIPFREE", kind: "FREE_SHIPPING", minimumSubtotal: usd(5000) },
  { code: "SPRING15", kind: "PERCENTAGE", percentage: 15, minimumSubtotal: usd(8000), usageLimit: 500 },
  { code: "BIGCART25", kind: "FIXED_AMOUNT", amount: usd(2500), minimumSubtotal: usd(20_000), usageLimit: 200 },
];

/** Besides the main warehouse, which is there from the start. Orders draw from these after it. */
const warehouses: readonly CreateWarehouseMutationVariables["input"][] = [
  { code: "WEST", name: "Reno warehouse", countryCode: "US", priority: 10 },
  { code: "EUROPE", name: "Rotterdam warehouse", countryCode: "NL", priority: 20 },
];

/** Passwords are hashed to be slow, and a catalogue takes longer than a click. */
const patience = { deadlineMilliseconds: 30_000, idempotent: true };

/**
 * Fills a platform with a store to try it on: accounts of every kind, products with stock in three warehouses, discount
 * codes. What is there already stays as it is, so doing it again changes nothing.
 */
export async function fillDemoStore(services: (name: string) => SubgraphTransport, signingKey: string): Promise<void> {
  const demo = demoServices(services, signingKey);
  const [first, ...others] = demoAccounts;
  const admin = await ensureAccount(demo, first!);
  await Promise.all([
    fillCatalog(demo, admin),
    makePromotions(demo, admin),
    ...others.map((account) => ensureAccount(demo, account)),
  ]);
}

/** An account of the demo store, made if it is not there. */
export async function ensureAccount({ users }: DemoServices, account: DemoAccount): Promise<EndUser> {
  const input = { ...account, roles: [...account.roles], password: account.password ?? demoPassword };
  const made = await users.call(demoOperations.ensureAccount, { input }, { caller: anonymous, ...patience });
  return { kind: "user", userId: made.ensureAccount.userId, roles: account.roles };
}

/** A warehouse that is there already is refused as taken, which is fine; and so below. */
async function fillCatalog({ catalog, inventory }: DemoServices, admin: EndUser): Promise<void> {
  for (const input of warehouses) {
    await inventory.call(demoOperations.createWarehouse, { input }, { caller: admin, ...patience });
  }
  const there = await inventory.call(demoOperations.warehouses, {}, { caller: admin, ...patience });
  const idOf = new Map(there.warehouses.map(({ code, id }) => [code, id]));
  const input = { warehouseIds: warehouses.map(({ code }) => idOf.get(code)!) };
  await catalog.call(demoOperations.seedDemoStore, { input }, { caller: anonymous, ...patience });
}

async function makePromotions({ carts }: DemoServices, admin: EndUser): Promise<void> {
  for (const input of promotions) {
    await carts.call(demoOperations.createPromotion, { input }, { caller: admin, ...patience });
  }
}
