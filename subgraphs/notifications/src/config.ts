import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  engineUrlOf,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";
import type { ProviderAccounts } from "./providers/providers.ts";

const serviceAccount = z.string().refine(isServiceAccount, "must be the JSON key of a service account");

const configuration = z
  .object({
    DATABASE_URL: settings.postgresUrl.optional(),
    MONGODB_URL: settings.mongodbUrl.optional(),
    ...eventLogVariables,
    SERVICE_SIGNING_KEY: settings.signingKey,
    NODE_ENV: z.string().default("development"),
    PORT: settings.port.default(4000),
    /** Where people reach the gateway; links in messages lead there. */
    PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional(),
    /** What the shop calls itself in messages. */
    SHOP_NAME: z.string().max(100).default("Angidi"),
    SENDGRID_API_KEY: z.string().optional(),
    SENDGRID_FROM: z.string().includes("@", { error: "must be an e-mail address" }).optional(),
    TWILIO_ACCOUNT_SID: z.string().startsWith("AC", { error: "must begin with AC" }).optional(),
    TWILIO_AUTH_TOKEN: z.string().optional(),
    TWILIO_FROM: z.string().optional(),
    FIREBASE_SERVICE_ACCOUNT: serviceAccount.optional(),
  })
  .superRefine((given, { addIssue }) => {
    if (!given.MONGODB_URL && !given.DATABASE_URL) {
      addIssue({ code: "custom", path: ["DATABASE_URL"], message: "must be given, unless MONGODB_URL is" });
    }
    // A provider with half its settings is a mistake, and not a wish for the outbox.
    for (const group of [["SENDGRID_API_KEY", "SENDGRID_FROM"] as const, twilioNames]) {
      if (!group.some((name) => given[name])) continue;
      for (const name of group.filter((name) => !given[name])) {
        addIssue({ code: "custom", path: [name], message: `must be given with ${group.find((one) => given[one])}` });
      }
    }
  });

const twilioNames = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const;

export type Configuration = Settings & Store;

/** Where messages, contacts and templates are: with a MongoDB for them, they need no PostgreSQL. */
type Store =
  | { readonly documents: { readonly url: string }; readonly databaseUrl: null }
  | { readonly documents: null; readonly databaseUrl: string };

interface Settings {
  readonly events: EventLogSettings;
  readonly signingKey: string;
  readonly isProduction: boolean;
  readonly shop: { readonly name: string; readonly url: string };
  readonly accounts: ProviderAccounts;
}

/** The whole configuration of notifications. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Configuration {
  const databaseUrl = databaseUrlOf("notifications", environment);
  const parsed = parseEnvironment(configuration, {
    ...environment,
    DATABASE_URL: databaseUrl,
    MONGODB_URL: engineUrlOf("notifications", "MONGODB_URL", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "notifications"),
  });
  const { SENDGRID_API_KEY, SENDGRID_FROM, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM } = parsed;
  const publicUrl = parsed.PUBLIC_URL ?? `http://localhost:${parsed.PORT}`;
  return {
    ...storeOf(parsed),
    events: eventLogOf(parsed),
    signingKey: parsed.SERVICE_SIGNING_KEY,
    isProduction: parsed.NODE_ENV === "production",
    shop: { name: parsed.SHOP_NAME, url: publicUrl.replace(/\/+$/, "") },
    accounts: {
      sendGrid: SENDGRID_API_KEY && SENDGRID_FROM ? { apiKey: SENDGRID_API_KEY, from: SENDGRID_FROM } : null,
      twilio:
        TWILIO_ACCOUNT_SID && TWILIO_AUTH_TOKEN && TWILIO_FROM
          ? { accountSid: TWILIO_ACCOUNT_SID, authToken: TWILIO_AUTH_TOKEN, from: TWILIO_FROM }
          : null,
      firebase: parsed.FIREBASE_SERVICE_ACCOUNT ? { serviceAccount: parsed.FIREBASE_SERVICE_ACCOUNT } : null,
    },
  };
}

function storeOf({ MONGODB_URL, DATABASE_URL }: z.output<typeof configuration>): Store {
  if (MONGODB_URL) return { documents: { url: MONGODB_URL }, databaseUrl: null };
  return { documents: null, databaseUrl: DATABASE_URL! }; // checked with the rest
}

function isServiceAccount(text: string): boolean {
  try {
    const key: unknown = JSON.parse(text);
    return (
      typeof key === "object" &&
      key !== null &&
      ["project_id", "client_email", "private_key"].every((name) => typeof Reflect.get(key, name) === "string")
    );
  } catch {
    return false;
  }
}
