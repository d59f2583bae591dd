import { assertMigrated, openDatabase, postgresLocks } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { differencesOn } from "./data/differences.ts";
import { ledgerOn } from "./data/ledger.ts";
import { paymentsOn } from "./data/payments.ts";
import { reconciliationsOn } from "./data/reconciliations.ts";
import { checkPaymentStates, paymentStates } from "./domain/paymentStates.ts";
import type { Ports } from "./ports.ts";
import { testProvider } from "./providers/test/testProvider.ts";
import { ordersByReference } from "./schema/payment/Order.ts";
import { paymentsByReference } from "./schema/payment/Payment.ts";
import { resolvers } from "./schema/resolvers.ts";
import { reconciling } from "./workers/reconciling.ts";

export const name = "payments";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations];

/** The payments subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createPayments(config: Config, { log }: Pick<Surroundings, "log">): Promise<Subgraph> {
  checkPaymentStates(paymentStates);
  const database = openDatabase({ url: config.databaseUrl, schema: name });
  await assertMigrated({ database, folders: migrations });
  const events = openEventLog(config.events);
  const ports: Ports = {
    payments: paymentsOn(database),
    ledger: ledgerOn(database),
    reconciliations: reconciliationsOn(database),
    differences: differencesOn(database),
    providers: { TEST: testProvider(database) },
    now: () => new Date(),
    log,
  };

  return defineSubgraph<Ports>({
    name,
    schemaFolder,
    resolvers,
    entities: { Order: ordersByReference, Payment: paymentsByReference },
    ports,
    signingKey: config.serviceSigningKey,
    workers: [relay({ database, log: events, source: name }), reconciling(ports, postgresLocks(database))],
    stop: async () => {
      await events.close();
      await database.close();
    },
    log,
  });
}
