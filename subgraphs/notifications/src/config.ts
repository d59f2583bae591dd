import {
  type DocumentsConfig,
  type Environment,
  environmentOf,
  eventLogOf,
  eventLogVariables,
  mongodbOf,
  mongodbVariables,
  parseEnvironment,
  type SubgraphConfig,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";
import type { ProviderAccounts } from "./providers/providers.ts";

const serviceAccount = z.string().refine(isServiceAccount, "must be the JSON key of a service account");

const variables = z
  .object({
    DATABASE_URL: settings.postgresUrl.optional(),
    ...mongodbVariables,
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

/** All that notifications is told from outside. */
export type Config = Settings & Store;

/** Where messages, contacts and templates are: with a MongoDB for them, they need no PostgreSQL. */
type Store =
  | { readonly documents: DocumentsConfig; readonly databaseUrl: null }
  | { readonly documents: null; readonly databaseUrl: string };

interface Settings extends Omit<SubgraphConfig, "databaseUrl"> {
  readonly isProduction: boolean;
  readonly shop: { readonly name: string; readonly url: string };
  readonly accounts: ProviderAccounts;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("notifications", environment));
  const { SENDGRID_API_KEY, SENDGRID_FROM, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM } = given;
  const publicUrl = given.PUBLIC_URL ?? `http://localhost:${given.PORT}`;
  return {
    ...storeOf(given),
    events: eventLogOf(given),
    signingKey: given.SERVICE_SIGNING_KEY,
    isProduction: given.NODE_ENV === "production",
    shop: { name: given.SHOP_NAME, url: publicUrl.replace(/\/+$/, "") },
    accounts: {
      sendGrid: SENDGRID_API_KEY && SENDGRID_FROM ? { apiKey: SENDGRID_API_KEY, from: SENDGRID_FROM } : null,
      twilio:
        TWILIO_ACCOUNT_SID && TWILIO_AUTH_TOKEN && TWILIO_FROM
          ? { accountSid: TWILIO_ACCOUNT_SID, authToken: TWILIO_AUTH_TOKEN, from: TWILIO_FROM }
          : null,
      firebase: given.FIREBASE_SERVICE_ACCOUNT ? { serviceAccount: given.FIREBASE_SERVICE_ACCOUNT } : null,
    },
  };
}

function storeOf(given: z.output<typeof variables>): Store {
  const documents = mongodbOf(given);
  return documents ? { documents, databaseUrl: null } : { documents, databaseUrl: given.DATABASE_URL! }; // checked with the rest
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
