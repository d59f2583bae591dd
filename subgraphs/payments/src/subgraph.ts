import { openMigratedDatabase } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { disputesOn } from "./data/disputes.ts";
import { paymentsOn } from "./data/payments.ts";
import { providerEventsOn } from "./data/providerEvents.ts";
import { checkPaymentStates, paymentStates } from "./domain/paymentStates.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";
import { openProviders } from "./providers/openProviders.ts";
import type { ProviderEvent } from "./providers/paymentProvider.ts";
import { paymentsByReference } from "./schema/payment/Payment.ts";
import { resolvers } from "./schema/resolvers.ts";
import { takeProviderEvent } from "./usecases/takeProviderEvent.ts";
import { webhookRoutes } from "./webhooks/webhookRoutes.ts";

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
    disputes: disputesOn(database),
    providerEvents: providerEventsOn(database),
    providers: faults.providers(providers),
  };

  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities: { Payment: paymentsByReference },
    ports,
    loaders: createLoaders,
    signingKey: config.signingKey,
    routes: webhookRoutes(ports, log),
    workers: [relay({ database, log: events, source: name })],
    stop: async () => {
      await close();
      await events.close();
      await database.close();
    },
    log,
  });
}
