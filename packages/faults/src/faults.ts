import type { Database, Redis } from "@angidi/datastores";
import { StoreUnavailable } from "@angidi/datastores";
import type { EventLog } from "@angidi/events";
import { aroundCalls } from "./aroundCalls.ts";
import { aroundDatabase } from "./aroundDatabase.ts";
import { aroundEventLog } from "./aroundEventLog.ts";
import { aroundRedis } from "./aroundRedis.ts";
import { aroundServices, type Way } from "./aroundServices.ts";
import { diceBy } from "./dice.ts";
import type { FaultPlan } from "./parseFaults.ts";

/** What a composition root puts around its ports: faults, or nothing. */
export interface Faults {
  /** Around the ways to other services. */
  services<Found extends Way>(find: (name: string) => Found): (name: string) => Found;
  /** Around the gateway's ways to subgraphs. */
  gateway<Found extends Way>(find: (name: string) => Found): (name: string) => Found;
  /** Around payment providers, by their names. */
  providers<Providers extends object>(providers: Providers): Providers;
  /** Around the search index or what writes to it. */
  search<Index extends object>(index: Index): Index;
  /** Around the event log, as the named subgraph uses it. */
  eventLog(of: string, log: EventLog): EventLog;
  /** Around the database of a subgraph, whose name is the schema's. */
  database(database: Database): Database;
  /** Around the connections to Redis that the named subgraph opens with these settings. */
  redis<Settings extends object>(
    of: string,
    settings: Settings,
  ): Settings & { readonly around?: (redis: Redis) => Redis };
}

/** Leaves every port as it is: what production has. */
export const noFaults: Faults = {
  services: (find) => find,
  gateway: (find) => find,
  providers: (providers) => providers,
  search: (index) => index,
  eventLog: (_of, log) => log,
  database: (database) => database,
  redis: (_of, settings) => settings,
};

/** Decorators that make the planned faults happen, by the seed. The plan is asked at each call. */
export function faultsBy(plan: () => FaultPlan, seed: number): Faults {
  const dice = diceBy(plan, seed);
  const unavailable = (message: string) => new StoreUnavailable(message);
  return {
    services: (find) => aroundServices("services", find, dice),
    gateway: (find) => aroundServices("gateway", find, dice),
    providers: (providers) => {
      const around = Object.entries(providers).map(([name, provider]) => [
        name,
        provider && aroundCalls(provider, ["provider", name.toLowerCase()], { dice }),
      ]);
      return Object.fromEntries(around);
    },
    search: (index) => aroundCalls(index, ["search"], { dice, failure: unavailable }),
    eventLog: (of, log) => aroundEventLog(of, log, dice),
    database: (database) => aroundDatabase(database, dice),
    redis: (of, settings) => ({ ...settings, around: (redis) => aroundRedis(of, redis, dice) }),
  };
}
