import { openMigratedDatabase, postgresBroadcast, redisBroadcast } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { openStore } from "./data/store.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";
import { keySetRoute } from "./routes.ts";
import { resolvers } from "./schema/resolvers.ts";
import { usersByReference } from "./schema/user/User.ts";
import { signedAccessTokens } from "./services/accessTokens.ts";
import { randomApiKeySecrets } from "./services/apiKeySecrets.ts";
import { cartsService } from "./services/carts.ts";
import { sealedKeyPairs } from "./services/keyPairs.ts";
import { keyRing } from "./services/keyRing.ts";
import { argon2Passwords } from "./services/passwords.ts";
import { randomRefreshTokens } from "./services/refreshTokens.ts";
import { sealingWith } from "./services/sealing.ts";
import { sessionEndingsOver } from "./services/sessionEndings.ts";
import { derivedVerificationTokens } from "./services/verificationTokens.ts";
import { rotateSigningKeys } from "./usecases/rotateSigningKeys.ts";
import { housekeeping } from "./workers/housekeeping.ts";

export const name = "users";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations];

/** The users subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createUsers(
  config: Config,
  { services, log, faults = noFaults }: Surroundings,
  clock: () => Date = () => new Date(),
): Promise<Subgraph> {
  const { signingKey, lifetimeSeconds } = config;
  const database = faults.database(await openMigratedDatabase({ url: config.databaseUrl, schema: name, migrations }));
  const events = faults.eventLog(name, openEventLog(config.events));

  const broadcast = config.redis
    ? await redisBroadcast({ url: config.redis.url, channelPrefix: config.redis.keyPrefix, applicationName: name })
    : postgresBroadcast(database);
  const store = openStore(database);
  const keyPairs = sealedKeyPairs(sealingWith(signingKey));
  const keys = keyRing({
    signingKeys: store.signingKeys,
    keyPairs,
    makeKey: async (now) => {
      const lifetimes = {
        keyLifetimeSeconds: lifetimeSeconds.signingKey,
        tokenLifetimeSeconds: lifetimeSeconds.accessToken,
      };
      await rotateSigningKeys({ store, keyPairs, log }, { now, ...lifetimes });
    },
  });
  const carts = createServiceClient({ from: name, to: "carts", transport: () => services("carts"), signingKey });
  const ports: Ports = {
    store,
    keyPairs,
    sessionEndings: sessionEndingsOver(broadcast),
    accessTokenLifetimeSeconds: lifetimeSeconds.accessToken,
    passwords: argon2Passwords(),
    accessTokens: signedAccessTokens(keys, lifetimeSeconds.accessToken),
    refreshTokens: randomRefreshTokens(lifetimeSeconds.refreshToken),
    apiKeySecrets: randomApiKeySecrets,
    verificationTokens: derivedVerificationTokens(signingKey),
    carts: cartsService(carts, log),
    clock,
    log,
  };

  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities: { User: usersByReference },
    ports,
    loaders: createLoaders,
    signingKey,
    workers: [relay({ database, log: events, source: name }), housekeeping(ports, lifetimeSeconds)],
    routes: [keySetRoute(keys, clock)],
    stop: async () => {
      await broadcast.close();
      await events.close();
      await database.close();
    },
    log,
  });
}
