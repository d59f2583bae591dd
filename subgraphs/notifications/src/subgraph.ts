import { newId } from "@angidi/datastores";
import { openEventLog } from "@angidi/events";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import type { OpenStores } from "./data/stores.ts";
import { messagesConsumer } from "./events/messages.ts";
import type { Ports } from "./ports.ts";
import { outbox } from "./providers/embedded.ts";
import type { Providers } from "./providers/provider.ts";
import { chooseProviders } from "./providers/providers.ts";
import { outboxRoutes } from "./routes/outbox.ts";
import { unsubscribeRoutes } from "./routes/unsubscribe.ts";
import { resolvers } from "./schema/resolvers.ts";
import { unsubscribeLinks } from "./services/unsubscribeLinks.ts";
import { verificationLinks } from "./services/verificationLinks.ts";
import { sender } from "./workers/sender.ts";
import { waiting } from "./workers/waiting.ts";

export const name = "notifications";
export const schemaFolder = new URL("./schema/", import.meta.url);
export { migrations } from "./data/postgres/migrations.ts";

/** What a test puts in the place of the real thing. */
export interface Stage {
  readonly now?: () => Date;
  readonly providers?: Providers;
}

/** The engine's code is loaded with it, so that a process has no client of an engine that it does not use. */
async function openStores({ documents, databaseUrl }: Config): Promise<OpenStores> {
  if (documents) return (await import("./data/mongo/stores.ts")).mongoStores(documents, name);
  return (await import("./data/postgres/stores.ts")).postgresStores({ databaseUrl }, name);
}

/** The notifications subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createNotifications(
  configuration: Config,
  { log, faults = noFaults }: Pick<Surroundings, "log" | "faults">,
  { now = () => new Date(), providers: given }: Stage = {},
): Promise<Subgraph> {
  const { events, signingKey, isProduction, shop, accounts } = configuration;
  const { stores, act, consume, relayTo, close } = await openStores(configuration);
  const eventLog = faults.eventLog(name, openEventLog(events));

  const providers = given ?? chooseProviders(accounts, { devices: stores.audience, now });
  const usesOutbox = Object.values(providers).includes(outbox);
  if (usesOutbox && isProduction) log.warn("Some channels have no provider: their messages stay in the outbox");
  const ports: Ports = {
    ...stores,
    providers,
    links: unsubscribeLinks(signingKey, shop.url),
    verifications: verificationLinks(signingKey, shop.url),
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
    workers: [messagesConsumer(eventLog, consume, ports), waiting({ stores, act }, ports), sending, relayTo(eventLog)],
    routes: [...unsubscribeRoutes(ports), ...(usesOutbox && !isProduction ? outboxRoutes(ports) : [])],
    stop: async () => {
      await eventLog.close();
      await close();
    },
    log,
  });
}
