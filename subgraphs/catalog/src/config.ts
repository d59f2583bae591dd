import { homedir } from "node:os";
import { join } from "node:path";
import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  engineUrlOf,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  type RedisSettings,
  redisOf,
  redisUrlOf,
  redisVariables,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";
import type { MediaSettings } from "./media/openMedia.ts";
import { readMediaUrl } from "./media/store/mediaStore.ts";

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  ...redisVariables,
  MONGODB_URL: settings.mongodbUrl.optional(),
  SERVICE_SIGNING_KEY: settings.signingKey,
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency's code of ISO 4217, such as USD")
    .default("USD"),
  ANGIDI_DATA: z.string().optional(),
  XDG_STATE_HOME: z.string().optional(),
  MEDIA_URL: z
    .string()
    .transform((url, context) => {
      const store = readMediaUrl(url);
      if (!store) context.addIssue("must be such as file:///folder, s3://bucket/prefix?region=… or gs://bucket/prefix");
      return store ?? z.NEVER;
    })
    .optional(),
  MEDIA_CDN_URL: settings.httpUrl.optional(),
});

/** All that the catalogue is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** The MongoDB that keeps the catalogue; null: PostgreSQL does. */
  readonly documents: { readonly url: string } | null;
  /** What replicas tell each other by that the categories have changed; null: there is one, or moments do not matter. */
  readonly redis: RedisSettings | null;
  readonly signingKey: string;
  /** What all list prices are in: ISO 4217. */
  readonly currency: string;
  readonly media: MediaSettings;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("catalog", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "catalog"),
    MONGODB_URL: engineUrlOf("catalog", "MONGODB_URL", environment),
    REDIS_URL: redisUrlOf("catalog", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    documents: given.MONGODB_URL === undefined ? null : { url: given.MONGODB_URL },
    redis: redisOf("catalog", given),
    signingKey: given.SERVICE_SIGNING_KEY,
    currency: given.CURRENCY,
    media: {
      store: given.MEDIA_URL ?? { kind: "file-system", folder: defaultFolder(given) },
      cdnUrl: given.MEDIA_CDN_URL ?? null,
    },
  };
}

/** In the platform's data folder, where whoever runs the platform makes it. */
function defaultFolder(given: { readonly ANGIDI_DATA?: string; readonly XDG_STATE_HOME?: string }): string {
  const { ANGIDI_DATA, XDG_STATE_HOME = join(homedir(), ".local/state") } = given;
  return join(ANGIDI_DATA ?? join(XDG_STATE_HOME, "angidi"), "media");
}
