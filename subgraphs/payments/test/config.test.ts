import { describe, expect, it } from "@jest/globals";
import { readConfig } from "../src/config.ts";

const environment = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "k".repeat(32) };

describe("the configuration", () => {
  it("takes the test provider unless told otherwise", () => {
    expect(readConfig(environment)).toMatchObject({ databaseUrl: environment.DATABASE_URL });
    expect(readConfig({ ...environment, PAYMENT_PROVIDER: "test", NODE_ENV: "test" })).toBeDefined();
  });

  const stripe = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };
  const paypal = { PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: "hook" };

  it("takes one provider or several, each with what it needs", () => {
    const one = readConfig({ ...environment, ...stripe, PAYMENT_PROVIDER: "stripe", NODE_ENV: "production" });
    expect(one.providers).toMatchObject({ test: false, stripe: { secretKey: "sk_test_1" }, paypal: null });
    const all = readConfig({ ...environment, ...stripe, ...paypal, PAYMENT_PROVIDER: "test, stripe,paypal" });
    expect(all.providers).toMatchObject({ test: true, stripe: {}, paypal: { apiBase: "https://api-m.paypal.com" } });
  });

  it("has shoppers come back to the shop, or where it is told", () => {
    const returning = (more: object) =>
      readConfig({ ...environment, ...stripe, PAYMENT_PROVIDER: "stripe", ...more }).providers.stripe!.returnUrl;
    expect(returning({})).toBe("http://localhost:4000/");
    expect(returning({ PUBLIC_URL: "https://shop.test" })).toBe("https://shop.test");
    expect(returning({ PAYMENT_RETURN_URL: "https://shop.test/paid" })).toBe("https://shop.test/paid");
  });

  it("tells what is missing for a provider, with other mistakes", () => {
    const mistakes =
      /SERVICE_SIGNING_KEY[\s\S]*STRIPE_SECRET_KEY: must be a secret[\s\S]*STRIPE_WEBHOOK_SECRET: must be given/;
    const given = { DATABASE_URL: environment.DATABASE_URL, STRIPE_SECRET_KEY: "pk_live_1" };
    expect(() => readConfig({ ...given, PAYMENT_PROVIDER: "stripe" })).toThrow(mistakes);
    expect(() => readConfig({ ...environment, PAYMENT_PROVIDER: "paypal" })).toThrow(
      /PAYPAL_CLIENT_ID[\s\S]*_WEBHOOK_ID/,
    );
  });

  it("refuses the test provider in production", () => {
    expect(() => readConfig({ ...environment, NODE_ENV: "production" })).toThrow(/must not run in production/);
  });

  it("tells all mistakes together", () => {
    const all = /DATABASE_URL[\s\S]*SERVICE_SIGNING_KEY[\s\S]*PAYMENT_PROVIDER/;
    expect(() => readConfig({ PAYMENT_PROVIDER: "cash" })).toThrow(all);
    expect(() => readConfig({ NODE_ENV: "production" })).toThrow(all);
  });
});
