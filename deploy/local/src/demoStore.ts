import { createServiceClient, loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import { anonymous, type EndUser, type SubgraphTransport } from "@angidi/subgraph";
import { demoAccounts, demoPassword } from "./demoAccounts.ts";
import type { CreatePromotionMutation, CreatePromotionMutationVariables } from "./generated/carts.ts";
import type { SeedDemoStoreMutation, SeedDemoStoreMutationVariables } from "./generated/catalog.ts";
import type { ImportStockMutation, ImportStockMutationVariables } from "./generated/inventory.ts";
import type { EnsureAccountMutation, EnsureAccountMutationVariables } from "./generated/users.ts";

const promotions: readonly CreatePromotionMutationVariables["input"][] = [
  { code: "WELCOME10", kind: "PERCENTAGE", percentage: 10, usageLimitPerCustomer: 1 },
  {
    code: "FIVEOFF",
    kind: "FIXED_AMOUNT",
    amount: { amount: 500, currency: "USD" },
    minimumSubtotal: { amount: 2500, currency: "USD" },
  },
  { code: "SHIPFREE", kind: "FREE_SHIPPING", minimumSubtotal: { amount: 5000, currency: "USD" } },
];

const documents = (service: string) => loadOperations(new URL(`./services/${service}.graphql`, import.meta.url));
const ensureAccount = operation<EnsureAccountMutation, EnsureAccountMutationVariables>(
  documents("users"),
  "EnsureAccount",
);
const seedProducts = operation<SeedDemoStoreMutation, SeedDemoStoreMutationVariables>(
  documents("catalog"),
  "SeedDemoStore",
);
const importStock = operation<ImportStockMutation, ImportStockMutationVariables>(documents("inventory"), "ImportStock");
const createPromotion = operation<CreatePromotionMutation, CreatePromotionMutationVariables>(
  documents("carts"),
  "CreatePromotion",
);

/** Passwords are hashed to be slow, and a catalogue takes longer than a click. */
const patience = { deadlineMilliseconds: 30_000, idempotent: true };

/**
 * Fills a platform with a small store to try it on: accounts of every kind, products with stock, discount codes. What
 * is there already stays as it is, so doing it again changes nothing.
 */
export async function fillDemoStore(services: (name: string) => SubgraphTransport, signingKey: string): Promise<void> {
  const client = (to: string) => createServiceClient({ from: "demo", to, transport: () => services(to), signingKey });
  const filling = fillCatalog(client("catalog"), client("inventory"));
  const admin = await makeAccounts(client("users"));
  await Promise.all([filling, makePromotions(client("carts"), admin)]);
}

async function makeAccounts(users: ServiceClient): Promise<EndUser> {
  const made = await Promise.all(
    demoAccounts.map((account) =>
      users.call(
        ensureAccount,
        { input: { ...account, roles: [...account.roles], password: demoPassword } },
        { caller: anonymous, ...patience },
      ),
    ),
  );
  return { kind: "user", userId: made[0]!.ensureAccount.userId, roles: ["ADMIN"] };
}

async function fillCatalog(catalog: ServiceClient, inventory: ServiceClient): Promise<void> {
  const { seedDemoStore: levels } = await catalog.call(seedProducts, {}, { caller: anonymous, ...patience });
  if (levels.length > 0) await inventory.call(importStock, { input: { levels } }, { caller: anonymous, ...patience });
}

/** A code that is there already is refused as taken, which is fine. */
async function makePromotions(carts: ServiceClient, admin: EndUser): Promise<void> {
  for (const input of promotions) await carts.call(createPromotion, { input }, { caller: admin, ...patience });
}
