import { randomBytes } from "node:crypto";
import { asWorker } from "@angidi/datastores";
import { anonymous, type EndUser, type SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { LocalConfig } from "./config.ts";
import { demoAccounts } from "./demoAccounts.ts";
import { openDemoJournal } from "./demoJournal.ts";
import { giveMemoryBack } from "./demoMemory.ts";
import { type OrderMaking, playOrder } from "./demoOrder.ts";
import { planDemoOrders } from "./demoOrderPlan.ts";
import { accountHolders, demoShoppers } from "./demoPeople.ts";
import { type DemoServices, demoOperations, demoServices } from "./demoServices.ts";
import { ensureAccount } from "./demoStore.ts";

/** Orders that are made while others use the store. */
export interface DemoHistory {
  /** Resolves when all are made, or it is stopped. */
  readonly ended: Promise<void>;
  /** Ends after the order at hand; the next start goes on. */
  stop(): Promise<void>;
}

/**
 * Makes the past weeks' orders of the demo store: each is placed, paid, sent and cancelled by the mutations that
 * shoppers and staff use, and then dated back. One after another, so that who looks around meanwhile is not kept waiting.
 */
export function makeDemoHistory(
  config: Pick<LocalConfig, "dataFolder" | "databaseUrls">,
  services: (name: string) => SubgraphTransport,
  signingKey: string,
  log: Logger,
): DemoHistory {
  let isStopped = false;
  const ended = asWorker(() => makeOrders(config, demoServices(services, signingKey), () => isStopped)).catch((error) =>
    log.warn({ err: error }, "The demo store's orders could not be made; the next start goes on"),
  );
  return {
    ended,
    async stop() {
      isStopped = true;
      await ended;
    },
  };
}

async function makeOrders(
  config: Pick<LocalConfig, "dataFolder" | "databaseUrls">,
  demo: DemoServices,
  isStopped: () => boolean,
): Promise<void> {
  const journal = openDemoJournal(config);
  if (journal.isFinished) return;
  const products = await demoProductsOf(demo);
  const variantIds = new Map(products.flatMap(({ variants }) => variants.map(({ sku, id }) => [sku, id])));
  const making: OrderMaking = { demo, journal, variantIds, ...(await peopleOf(demo)) };
  for (const order of planDemoOrders(products.map(({ variants }) => variants.map(({ sku }) => sku)))) {
    if (isStopped()) return;
    if (journal.isDone(order.number)) continue;
    await playOrder(order, making);
    journal.noteDone(order.number);
  }
  journal.finish();
  giveMemoryBack();
}

interface Offered {
  readonly slug: string;
  readonly variants: readonly { readonly sku: string; readonly id: string }[];
}

/** By slug: the order in which they came into the catalogue is not to decide what is bought. */
async function demoProductsOf({ catalog }: DemoServices): Promise<Offered[]> {
  const found: Offered[] = [];
  let after: string | null | undefined;
  do {
    const { products } = await catalog.call(demoOperations.variantsForSale, { after }, { caller: anonymous });
    found.push(...products.edges.map(({ node }) => node));
    after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
  } while (after);
  return found
    .filter(({ variants }) => variants[0]?.sku.startsWith("DEMO-"))
    .sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

/** Who buys, by their place among the shoppers; who has the account that is open to all; and who sends. */
async function peopleOf(demo: DemoServices): Promise<Pick<OrderMaking, "customers" | "openCustomer" | "staff">> {
  const byRole = (role: string) =>
    ensureAccount(demo, demoAccounts.find(({ roles }) => roles.includes(role as never))!);
  const customers: EndUser[] = [];
  for (const { email, displayName } of demoShoppers.slice(0, accountHolders)) {
    // Nobody signs in as them, so nobody knows their passwords.
    const password = randomBytes(24).toString("base64url");
    customers.push(await ensureAccount(demo, { email, displayName, roles: ["CUSTOMER"], password }));
  }
  return { customers, openCustomer: await byRole("CUSTOMER"), staff: await byRole("ORDER_PROCESSOR") };
}
