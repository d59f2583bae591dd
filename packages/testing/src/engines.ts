import type { describe as Describe } from "@jest/globals";

/** What names a real engine to tests. */
export type EngineVariable = "REDIS_URL" | "MONGODB_URL" | "KAFKA_BROKERS" | "ELASTICSEARCH_URL" | "STRIPE_API_BASE";

/**
 * A `describe` for what needs a real engine; `body` gets the address of it. Where the variable does not name one, its
 * tests are left out, and their title says why.
 */
export function describeOn(variable: EngineVariable, title: string, body: (address: string) => void): void {
  // Jest's own, which it lets nobody import outside of it, as processes that tests start are.
  const { describe } = globalThis as unknown as { describe: typeof Describe };
  const address = process.env[variable];
  if (address) describe(title, () => body(address));
  else describe.skip(`${title} (left out: ${variable} is not set)`, () => body(`unset:${variable}`));
}
