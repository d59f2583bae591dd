import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";

describe("the configuration", () => {
  test("needs nothing: the platform runs on the loopback address with an embedded PostgreSQL and the demo store", () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: "127.0.0.1", port: 4000, needsEmbeddedPostgres: true, demo: true });
    expect(config.dataFolder).toMatch(/angidi$/);
    expect(config.subgraphsHere).toContain("orders");
  });

  test("takes the data folder from XDG_STATE_HOME, or ANGIDI_DATA before that", () => {
    expect(readConfig({ XDG_STATE_HOME: "/state" }).dataFolder).toBe("/state/angidi");
    expect(readConfig({ XDG_STATE_HOME: "/state", ANGIDI_DATA: "/data" }).dataFolder).toBe("/data");
  });

  test("takes one database for all, or one by one", () => {
    const url = "postgresql://angidi@db/angidi";
    expect(readConfig({ DATABASE_URL: url })).toMatchObject({ needsEmbeddedPostgres: false });
    const own = "postgresql://orders@db/orders";
    expect(readConfig({ DATABASE_URL: url, ORDERS_DATABASE_URL: own }).databaseUrls).toMatchObject({
      orders: own,
      carts: url,
      events: url,
    });
    expect(readConfig({ ORDERS_DATABASE_URL: own })).toMatchObject({ needsEmbeddedPostgres: true });
  });

  test("runs no subgraph here that has a URL", () => {
    const elsewhere = { ORDERS_URL: "http://orders/graphql" };
    expect(readConfig({ ...elsewhere, SERVICE_SIGNING_KEY: "k".repeat(32) }).subgraphsHere).not.toContain("orders");
    expect(() => readConfig(elsewhere)).toThrow("SERVICE_SIGNING_KEY must be given");
  });

  test("leaves the demo store out when told to, and always in production", () => {
    expect(readConfig({ DEMO: "off" }).demo).toBe(false);
    expect(readConfig({ DEMO: "on", NODE_ENV: "production" }).demo).toBe(false);
    expect(readConfig({ DEMO: "on", DEMO_ORDERS: "on", NODE_ENV: "production" }).demoOrders).toBe(false);
    expect(readConfig({ DEMO_ORDERS: "off" })).toMatchObject({ demo: true, demoOrders: false });
    expect(readConfig({})).toMatchObject({ demo: true, demoOrders: true });
  });

  test("tells all mistakes together", () => {
    const mistakes = { PORT: "many", DEMO: "perhaps", DATABASE_URL: "mysql://db", SERVICE_SIGNING_KEY: "short" };
    expect(() => readConfig(mistakes)).toThrow(/PORT.*DEMO.*SERVICE_SIGNING_KEY.*DATABASE_URL/s);
  });
});
