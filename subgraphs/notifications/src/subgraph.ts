import { assertMigrated, newId, openDatabase } from "@angidi/datastores";
import { consumerMigrations, openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Configuration } from "./config.ts";
import { postgresAudience } from "./data/postgresAudience.ts";
import { postgresNotifications } from "./data/postgresNotifications.ts";
import { postgresTemplates } from "./data/postgresTemplates.ts";
import { messagesConsumer } from "./events/messages.ts";
import type { Ports } from "./ports.ts";
import { outbox } from "./providers/embedded.ts";
import type { Providers } from "./providers/provider.ts";
import { chooseProviders } from "./providers/providers.ts";
import { outboxRoutes } from "./routes/outbox.ts";
import { unsubscribeRoutes } from "./routes/unsubscribe.ts";
import { resolvers } from "./schema/resolvers.ts";
import { unsubscribeLinks } from "./services/unsubscribeLinks.ts";
import { sender } from "./workers/sender.ts";

export const name = "notifications";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations, consumerMigrations];

/** What a test puts in the place of the real thing. */
export interface Stage {
  readonly now?: () => Date;
  readonly providers?: Providers;
}

/** The notifications subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createNotifications(
  { databaseUrl, events, signingKey, isProduction, shop, accounts }: Configuration,
  { log }: Pick<Surroundings, "log">,
  { now = () => new Date(), providers: given }: Stage = {},
): Promise<Subgraph> {
  const database = openDatabase({ url: databaseUrl, schema: name });
  await assertMigrated({ database, folders: migrations });
  const eventLog = openEventLog(events);

  const audience = postgresAudience(database);
  const providers = given ?? chooseProviders(accounts, { devices: audience, now });
  const usesOutbox = Object.values(providers).includes(outbox);
  if (usesOutbox && isProduction) log.warn("Some channels have no provider: their messages stay in the outbox");
  const ports: Ports = {
    notifications: postgresNotifications(database),
    audience,
    templates: postgresTemplates(database),
    providers,
    links: unsubscribeLinks(signingKey, shop.url),
    shop,
    now,
    random: Math.random,
    newId,
    wakeSender: () => sending.wake(),
    log,
  };
  const sending = sender(ports);

  return defineSubgraph({
    name,
    schemaFolder,
    resolvers,
    ports,
    signingKey,
    workers: [messagesConsumer(eventLog, database, ports), sending, relay({ database, log: eventLog, source: name })],
    routes: [...unsubscribeRoutes(ports), ...(usesOutbox && !isProduction ? outboxRoutes(ports) : [])],
    stop: async () => {
      await eventLog.close();
      await database.close();
    },
    log,
  });
}
