import { engineVariables, withoutEngines } from "@angidi/local";
import { testIndices, testMongodb, testRedis, testTopics } from "@angidi/testing";

/** What a platform keeps its data in: all of it in PostgreSQL, or each kind in the engine of scale for it. */
export type EngineSet = "embedded" | "engines of scale";

/** The variables that name no engine although the engines of scale need all of them. */
export function missingEngines(): readonly string[] {
  return engineVariables.filter((name) => !process.env[name]);
}

/** A place of one platform's own in each engine, as environment variables. `drop` removes what was put there. */
export interface EnginesWorld {
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** Names none of the engines, whatever this process's environment does. */
export const embeddedEngines: EnginesWorld = {
  environment: withoutEngines,
  drop: async () => {},
};

/** A place of its own for one platform in the engines that an environment names, this process's unless said. */
export function enginesOfScale(addresses: Readonly<Record<string, string | undefined>> = process.env): EnginesWorld {
  const { REDIS_URL, MONGODB_URL, KAFKA_BROKERS, ELASTICSEARCH_URL } = addresses;
  const places = [
    testRedis(REDIS_URL!),
    testMongodb(MONGODB_URL!),
    testTopics(KAFKA_BROKERS!),
    testIndices(ELASTICSEARCH_URL!),
  ];
  return {
    environment: Object.assign({}, ...places.map(({ environment }) => environment)),
    drop: async () => void (await Promise.all(places.map((place) => place.drop()))),
  };
}
