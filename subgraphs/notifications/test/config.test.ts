import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";

const environment = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "x".repeat(32) };
const serviceAccount = JSON.stringify({ project_id: "shop", client_email: "a@shop.test", private_key: "key" });

describe("the configuration", () => {
  test("needs no provider: everything goes to the outbox, links to the gateway of this machine", () => {
    expect(readConfig({ ...environment, PORT: "4100" })).toMatchObject({
      events: { databaseUrl: environment.DATABASE_URL, kafka: null },
      isProduction: false,
      shop: { name: "Angidi", url: "http://localhost:4100" },
      accounts: { sendGrid: null, twilio: null, firebase: null },
    });
  });

  test("keeps messages on MongoDB where there is one, and then needs PostgreSQL for the event log alone", () => {
    const { DATABASE_URL, ...rest } = environment;
    const withMongo = { ...rest, MONGODB_URL: "mongodb://localhost/shop", EVENTS_DATABASE_URL: DATABASE_URL };
    expect(readConfig(withMongo)).toMatchObject({
      documents: { url: "mongodb://localhost/shop" },
      databaseUrl: null,
      events: { databaseUrl: DATABASE_URL },
    });
    expect(readConfig(environment)).toMatchObject({ documents: null, databaseUrl: DATABASE_URL });
    expect(() => readConfig({ ...rest, EVENTS_DATABASE_URL: DATABASE_URL })).toThrow(/DATABASE_URL: must be given/);
  });

  test("names the accounts of providers", () => {
    const config = readConfig({
      ...environment,
      PUBLIC_URL: "https://shop.test/",
      SENDGRID_API_KEY: "SG.key",
      SENDGRID_FROM: "shop@shop.test",
      TWILIO_ACCOUNT_SID: "AC1",
      TWILIO_AUTH_TOKEN: "token",
      TWILIO_FROM: "+15005550006",
      FIREBASE_SERVICE_ACCOUNT: serviceAccount,
    });
    expect(config.shop.url).toBe("https://shop.test");
    expect(config.accounts).toEqual({
      sendGrid: { apiKey: "SG.key", from: "shop@shop.test" },
      twilio: { accountSid: "AC1", authToken: "token", from: "+15005550006" },
      firebase: { serviceAccount },
    });
  });

  test("tells all mistakes together: half a provider is one", () => {
    const mistaken = {
      ...environment,
      PUBLIC_URL: "javascript:alert(1)",
      SENDGRID_API_KEY: "SG.key",
      TWILIO_AUTH_TOKEN: "token",
      FIREBASE_SERVICE_ACCOUNT: "{}",
    };
    expect(() => readConfig(mistaken)).toThrow(/PUBLIC_URL.*FIREBASE_SERVICE_ACCOUNT/s);
    const { PUBLIC_URL: _url, FIREBASE_SERVICE_ACCOUNT: _account, ...half } = mistaken;
    expect(() => readConfig(half)).toThrow(/SENDGRID_FROM.*TWILIO_ACCOUNT_SID.*TWILIO_FROM/s);
  });
});
