import { auditPlatform } from "@angidi/local";
import { expect, test } from "@jest/globals";
import pg from "pg";
import { scenario } from "../src/scenario.ts";
import { confirmedOrder, guest, product } from "../src/world.ts";

async function broken(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const rules: string[] = [];
  await auditPlatform(environment, ({ rule, subject }) => rules.push(`${subject}: ${rule}`));
  return rules;
}

export const audit = scenario("the books", (platform) => {
  test("agree, and an audit tells of every order in which they do not", async () => {
    const { environment } = platform();
    expect(await broken(environment)).toEqual([]);

    const teapot = await product(platform(), { onHand: 3 });
    const { number } = await confirmedOrder(guest(platform()), teapot.variantId);
    const database = new pg.Client({ connectionString: environment.DATABASE_URL });
    await database.connect();
    const isIt = "(buyer_id, id) = (SELECT buyer_id, order_id FROM orders.order_numbers WHERE number = $1)";
    const setRefunded = (sum: string) =>
      database.query(`UPDATE orders.orders SET refunded = ${sum} WHERE ${isIt}`, [number]);
    try {
      await setRefunded("total");
      expect(await broken(environment)).toEqual([
        `${number}: What an order says was given back is what its completed refunds gave back, unless it was undone as a whole`,
        `order ${number}: An order that stands has been paid: what was captured and not refunded is its total without its refunds`,
      ]);
      await setRefunded("0");
      expect(await broken(environment)).toEqual([]);
    } finally {
      await database.end();
    }
  }, 60_000);
});
