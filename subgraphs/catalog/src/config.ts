import { homedir } from "node:os";
import { join } from "node:path";
import {
  type DocumentsConfig,
  type Environment,
  environmentOf,
  mongodbOf,
  mongodbVariables,
  parseEnvironment,
  type RedisSettings,
  redisOf,
  redisVariables,
  type SubgraphConfig,
  settings,
  subgraphConfigOf,
  subgraphVariables,
} from "@angidi/subgraph";
import { z } from "zod";
import type { MediaSettings } from "./media/openMedia.ts";
import { readMediaUrl } from "./media/store/mediaStore.ts";

const variables = z.object({
  ...subgraphVariables,
  ...redisVariables,
  ...mongodbVariables,
  CURRENCY: settings.currency.default("USD"),
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
export interface Config extends SubgraphConfig {
  /** The MongoDB that keeps the catalogue; null: PostgreSQL does. */
  readonly documents: DocumentsConfig | null;
  /** What replicas tell each other by that the categories have changed; null: there is one, or moments do not matter. */
  readonly redis: RedisSettings | null;
  /** What all list prices are in: ISO 4217. */
  readonly currency: string;
  readonly media: MediaSettings;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("catalog", environment));
  return {
    ...subgraphConfigOf(given),
    documents: mongodbOf(given),
    redis: redisOf("catalog", given),
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
