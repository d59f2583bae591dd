import {
  type Environment,
  environmentOf,
  parseEnvironment,
  type SubgraphConfig,
  settings,
  subgraphConfigOf,
  subgraphVariables,
} from "@angidi/subgraph";
import { z } from "zod";
import type { ProviderSettings } from "./providers/openProviders.ts";

const providerNames = ["test", "stripe", "paypal"] as const;

/** What must be given for a provider that is offered. */
const needed = {
  test: [],
  stripe: ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  paypal: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"],
} as const;

const providerVariables = {
  /** Which providers are offered, with commas between them. */
  PAYMENT_PROVIDER: z
    .string()
    .default("test")
    .transform((list) => list.split(",").map((name) => name.trim()))
    .pipe(
      z.array(z.enum(providerNames, { error: `must be of ${providerNames.join(", ")}, with commas between them` })),
    ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, "must be a secret or restricted key: sk_… or rk_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_", { error: "must begin with whsec_" }).optional(),
  STRIPE_API_BASE: settings.httpUrl.optional(),
  PAYPAL_CLIENT_ID: z.string().optional(),
  PAYPAL_CLIENT_SECRET: z.string().optional(),
  PAYPAL_WEBHOOK_ID: z.string().optional(),
  PAYPAL_API_BASE: settings.httpUrl.default("https://api-m.paypal.com"),
  /** Where shoppers come back to from their bank or from PayPal; the shop's own page, else `PUBLIC_URL`. */
  PAYMENT_RETURN_URL: settings.httpUrl.optional(),
  PUBLIC_URL: settings.httpUrl.optional(),
  PORT: settings.port.default(4000),
};

const variablesOf = (isProduction: boolean) =>
  z
    .object({ ...subgraphVariables, ...providerVariables })
    .check(z.superRefine(checkProviders(isProduction), { when: () => true }));

/** Also beside other mistakes, so that all are told together. */
function checkProviders(isProduction: boolean) {
  return (given: Readonly<Record<string, unknown>>, { addIssue }: z.RefinementCtx) => {
    const tell = (name: string, message: string) => addIssue({ code: "custom", path: [name], message });
    const offered = Array.isArray(given.PAYMENT_PROVIDER) ? given.PAYMENT_PROVIDER : [];
    // It says yes to whoever knows the name of a test card: goods would leave for nothing.
    if (isProduction && offered.includes("test"))
      tell("PAYMENT_PROVIDER", "the test provider must not run in production");
    for (const provider of providerNames.filter((name) => offered.includes(name))) {
      for (const name of needed[provider]) {
        if (given[name] === undefined) tell(name, `must be given with PAYMENT_PROVIDER=${provider}`);
      }
    }
  };
}

/** All that payments is told from outside. */
export interface Config extends SubgraphConfig {
  readonly providers: ProviderSettings;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const isProduction = environment.NODE_ENV === "production";
  const given = parseEnvironment(variablesOf(isProduction), environmentOf("payments", environment));
  return { ...subgraphConfigOf(given), providers: providersOf(given) };
}

/** What is needed was checked with the rest. */
function providersOf(given: z.output<ReturnType<typeof variablesOf>>): ProviderSettings {
  const returnUrl = given.PAYMENT_RETURN_URL ?? given.PUBLIC_URL ?? `http://localhost:${given.PORT}/`;
  const offers = (name: (typeof providerNames)[number]) => given.PAYMENT_PROVIDER.includes(name);
  return {
    test: offers("test"),
    stripe: offers("stripe")
      ? {
          secretKey: given.STRIPE_SECRET_KEY!,
          webhookSecret: given.STRIPE_WEBHOOK_SECRET!,
          apiBase: given.STRIPE_API_BASE,
          returnUrl,
        }
      : null,
    paypal: offers("paypal")
      ? {
          clientId: given.PAYPAL_CLIENT_ID!,
          clientSecret: given.PAYPAL_CLIENT_SECRET!,
          webhookId: given.PAYPAL_WEBHOOK_ID!,
          apiBase: given.PAYPAL_API_BASE.replace(/\/+$/, ""),
          returnUrl,
        }
      : null,
  };
}
