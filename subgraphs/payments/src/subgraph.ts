import { openMigratedDatabase } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { paymentsOn } from "./data/payments.ts";
import { checkPaymentStates, paymentStates } from "./domain/paymentStates.ts";
import type { Ports } from "./ports.ts";
import { testProvider } from "./providers/test/testProvider.ts";
import { paymentsByReference } from "./schema/payment/Payment.ts";
import { resolvers } from "./schema/resolvers.ts";

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
  const ports: Ports = {
    payments: paymentsOn(database),
    providers: faults.providers({ TEST: testProvider(database) }),
  };

  return defineSubgraph<Ports>({
    name,
    schemaFolder,
    resolvers,
    entities: { Payment: paymentsByReference },
    ports,
    signingKey: config.signingKey,
    workers: [relay({ database, log: events, source: name })],
    stop: async () => {
      await events.close();
      await database.close();
    },
    log,
  });
}
