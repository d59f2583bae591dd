import { randomBytes } from "node:crypto";
import {
  idempotencyMigrations,
  newId,
  openJobs,
  openMigratedDatabase,
  postgresBroadcast,
  redisBroadcast,
} from "@angidi/datastores";
import { consumerMigrations, openEventLog, outboxMigrations, relay } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { checkoutStandingIn } from "./data/checkouts.ts";
import { fulfilmentsIn } from "./data/fulfilments.ts";
import { actOnceIn } from "./data/once.ts";
import { orderListsIn } from "./data/orderLists.ts";
import { ordersIn } from "./data/orders.ts";
import { orderTimesIn } from "./data/orderTimes.ts";
import { placementsIn } from "./data/placements.ts";
import { refundsIn } from "./data/refunds.ts";
import { hintAfterCommit, timelineHintsOf } from "./data/timelineHints.ts";
import { orderNumberBytes, toOrderNumber } from "./domain/orderNumber.ts";
import { checkOrderStates, orderStates } from "./domain/orderStates.ts";
import { paymentHints } from "./events/paymentHints.ts";
import { handleRedrives, redrivesBy } from "./jobs/redrives.ts";
import { type Loaders, makeLoaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";
import { placementSteps } from "./saga/placement.ts";
import type { Step } from "./saga/step.ts";
import { visibleOrders } from "./schema/order/visibleOrders.ts";
import { resolvers } from "./schema/resolvers.ts";
import { cartsBy } from "./services/carts.ts";
import { inventoryBy } from "./services/inventory.ts";
import { paymentsBy } from "./services/payments.ts";
import { redrivePlacement } from "./usecases/redrivePlacement.ts";
import { redriveRefund } from "./usecases/settleRefund.ts";
import { redriveFulfilment } from "./usecases/shipFulfilment.ts";

export const name = "orders";
export const jobsSchema = "orders_jobs";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [
  new URL("../migrations/", import.meta.url),
  outboxMigrations,
  consumerMigrations,
  idempotencyMigrations,
];

/**
 * The orders subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run.
 * `steps` are the placement's; tests put their own hands around them.
 */
export async function createOrders(
  config: Config,
  { services, log, faults = noFaults }: Surroundings,
  steps: readonly Step[] = placementSteps,
): Promise<Subgraph> {
  checkOrderStates(orderStates);
  const database = faults.database(
    await openMigratedDatabase({ url: config.databaseUrl, schema: name, migrations, jobsSchema }),
  );
  const events = faults.eventLog(name, openEventLog(config.events));
  const jobs = openJobs(database, {
    schema: jobsSchema,
    onError: (err, queue) => log.error({ err, queue }, "A job failed"),
  });
  const broadcast = config.redis
    ? await redisBroadcast({ url: config.redis.url, channelPrefix: config.redis.keyPrefix, applicationName: name })
    : postgresBroadcast(database);
  const client = (to: string) =>
    createServiceClient({ from: name, to, transport: () => services(to), signingKey: config.signingKey });

  const ports: Ports = {
    orders: ordersIn(database, config.redis ? hintAfterCommit(broadcast) : "notify"),
    placements: placementsIn(database),
    checkoutStanding: checkoutStandingIn(database),
    lists: orderListsIn(database),
    orderTimes: orderTimesIn(database),
    fulfilments: fulfilmentsIn(database),
    refunds: refundsIn(database),
    once: actOnceIn(database),
    transaction: database.transaction,
    hints: timelineHintsOf(broadcast),
    redrives: redrivesBy(jobs, database),
    carts: cartsBy(client("carts")),
    inventory: inventoryBy(client("inventory")),
    payments: paymentsBy(client("payments")),
    steps,
    actionTimeoutSeconds: config.paymentActionTimeoutSeconds,
    reservationExpirySeconds: config.reservationExpirySeconds,
    isDemo: config.isDemo,
    now: () => new Date(),
    newId,
    newNumber: () => toOrderNumber(randomBytes(orderNumberBytes)),
    log,
  };
  handleRedrives(jobs, {
    placement: (work) => redrivePlacement(ports, work),
    fulfilment: (work) => redriveFulfilment(ports, work),
    refund: (work) => redriveRefund(ports, work),
  });

  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities: {
      Order: (references: readonly { readonly id: string }[], context) =>
        visibleOrders(
          references.map(({ id }) => id),
          context,
        ),
      User: (references: readonly { readonly id: string }[]) => references,
    },
    ports,
    loaders: makeLoaders,
    signingKey: config.signingKey,
    workers: [
      { name: `${name}.jobs`, ...jobs },
      relay({ database, log: events, source: name }),
      paymentHints({ database, log: events, redrives: ports.redrives }),
    ],
    stop: async () => {
      await broadcast.close();
      await events.close();
      await database.close();
    },
    log,
  });
}
