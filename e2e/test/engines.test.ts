import { openDatabase } from "@angidi/datastores";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { missingEngines } from "../src/engines.ts";
import { type Platform, startTestPlatform } from "../src/testPlatform.ts";
import { cartWith, confirmedOrder, guest, product } from "../src/world.ts";

const missing = missingEngines();

/** Scenarios cannot tell one engine from another, so that they would be passed by a platform that uses none of these. */
(missing.length === 0 ? describe : describe.skip)(
  `the engines of scale (left out: without ${missing.join(", ") || "none"})`,
  () => {
    let platform: Platform;
    beforeAll(async () => {
      platform = await startTestPlatform({ mode: "one-process", engines: "engines of scale" });
    }, 120_000);
    afterAll(() => platform?.stop(), 60_000);

    test("hold what they are for, and PostgreSQL does not", async () => {
      const teapot = await product(platform, { onHand: 5 });
      await confirmedOrder(guest(platform), teapot.variantId);
      await cartWith(guest(platform), teapot.variantId);
      const rowsOf = async (schema: string, table: string) => {
        const database = openDatabase({ url: platform.environment.DATABASE_URL!, schema });
        try {
          const [row] = await database.query<{ rows: number }>(
            "test.rows",
            `SELECT count(*) AS rows FROM ${schema}.${table}`,
          );
          return row!.rows;
        } finally {
          await database.close();
        }
      };
      expect(await rowsOf("catalog", "products")).toBe(0);
      expect(await rowsOf("notifications", "notifications")).toBe(0);
      expect(await rowsOf("events", "event_log")).toBe(0);
      expect(await rowsOf("search", "documents")).toBe(0);
      expect(await rowsOf("orders", "orders")).toBe(1);
    });
  },
);
