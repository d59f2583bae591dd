import { describe, expect, it } from "@jest/globals";
import { readConfig } from "../src/config.ts";

const environment = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "k".repeat(32) };

describe("the configuration", () => {
  it("takes the test provider unless told otherwise", () => {
    expect(readConfig(environment)).toMatchObject({ databaseUrl: environment.DATABASE_URL });
    expect(readConfig({ ...environment, PAYMENT_PROVIDER: "test", NODE_ENV: "test" })).toBeDefined();
  });

  it.each(["stripe", "paypal"])("says that %s is not available yet", (PAYMENT_PROVIDER) => {
    expect(() => readConfig({ ...environment, PAYMENT_PROVIDER })).toThrow(/PAYMENT_PROVIDER: .*not available yet/);
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
