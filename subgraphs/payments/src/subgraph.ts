import { openMigratedDatabase, postgresLocks } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { differencesOn } from "./data/differences.ts";
import { disputesOn } from "./data/disputes.ts";
import { ledgerOn } from "./data/ledger.ts";
import { paymentsOn } from "./data/payments.ts";
import { providerEventsOn } from "./data/providerEvents.ts";
import { reconciliationsOn } from "./data/reconciliations.ts";
import { checkPaymentStates, paymentStates } from "./domain/paymentStates.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";
import { openProviders } from "./providers/openProviders.ts";
import type { ProviderEvent } from "./providers/paymentProvider.ts";
import { ordersByReference } from "./schema/payment/Order.ts";
import { paymentsByReference } from "./schema/payment/Payment.ts";
import { resolvers } from "./schema/resolvers.ts";
import { takeProviderEvent } from "./usecases/takeProviderEvent.ts";
import { webhookRoutes } from "./webhooks/webhookRoutes.ts";
import { reconciling } from "./workers/reconciling.ts";

export const name = "payments";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations];

/** The payments subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createPayments(
  config: Config,
  { log, faults = noFaults }: Pick<Surroundings, "log" | "faults">,
): Promise<Subgraph> {
  checkPaymentStates(paymentStates);
  const database = faults.database(await openMigratedDatabase({ url: config.databaseUrl, schema: name, migrations }));
  const events = faults.eventLog(name, openEventLog(config.events));
  const tellOfTest = (event: ProviderEvent) => {
    takeProviderEvent(ports, "TEST", event).catch((err) => log.error({ err }, "An event of the test provider is lost"));
  };
  const { providers, close } = await openProviders(config.providers, database, tellOfTest);
  const ports: Ports = {
    payments: paymentsOn(database),
    ledger: ledgerOn(database),
    reconciliations: reconciliationsOn(database),
    differences: differencesOn(database),
    disputes: disputesOn(database),
    providerEvents: providerEventsOn(database),
    providers: faults.providers(providers),
    now: () => new Date(),
    log,
  };

  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities: { Order: ordersByReference, Payment: paymentsByReference },
    ports,
    loaders: createLoaders,
    signingKey: config.signingKey,
    routes: webhookRoutes(ports, log),
    workers: [relay({ database, log: events, source: name }), reconciling(ports, postgresLocks(database))],
    stop: async () => {
      await close();
      await events.close();
      await database.close();
    },
    log,
  });
}
