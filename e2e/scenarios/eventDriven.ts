import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { confirmedOrder, guest, product, staff, unique } from "../src/world.ts";

interface Found {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly slug: string; readonly title: string } }[];
}

export const eventDriven = scenario("what follows from events", (platform) => {
  test("a new product is found, misspelt too, and is gone from the results once it is not published", async () => {
    const teapot = await product(platform(), { onHand: 4 });
    const shopper = guest(platform());
    const search = (query: string): Promise<Found> => shopper.ask("Search", { query, first: 5 });
    // A search engine that shares a busy machine with many platforms may answer none for a while.
    const patiently = { timeout: 30_000 };
    await eventually(async () => expect((await search(teapot.sku)).edges[0]?.node.slug).toBe(teapot.slug), patiently);
    expect((await search("teepot")).totalCount).toBeGreaterThan(0);
    expect(await shopper.ask("Suggest", { prefix: "teap" })).not.toEqual([]);

    const admin = await staff(platform());
    const { id } = await shopper.ask("ProductPage", { slug: teapot.slug });
    const saved = await admin.ask("UpdateProduct", { input: { id, status: "ARCHIVED" } });
    expect(saved.__typename).toBe("ProductSaved");
    await eventually(
      async () => expect((await search(teapot.sku)).edges.map(({ node }) => node?.slug)).not.toContain(teapot.slug),
      patiently,
    );
  });

  test("an order is told of once by mail, and staff can read what was sent", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const order = await confirmedOrder(guest(platform()), teapot.variantId);
    const processor = await staff(platform(), "orders");
    const mails = async () => {
      const { edges } = await processor.ask("Notifications", { orderId: order.id });
      return edges
        .map(({ node }: { node: { channel: string; recipient: string; status: string; body: string } }) => node)
        .filter(({ channel }: { channel: string }) => channel === "EMAIL");
    };
    await eventually(async () =>
      expect((await mails()).map(({ status }: { status: string }) => status)).toEqual(["SENT"]),
    );
    const [mail] = await mails();
    expect(mail).toMatchObject({ recipient: "ada@example.com" });
    expect(mail.body).toContain(order.number);

    const denied = await guest(platform()).send("Notifications", { orderId: order.id });
    expect(denied.errors[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("consumers keep up, and nothing lies among their dead letters", async () => {
    const admin = await staff(platform());
    await product(platform(), { onHand: Number.parseInt(unique(), 16) % 10 });
    await eventually(
      async () => {
        const consumers = await admin.ask("EventConsumers");
        expect(consumers.length).toBeGreaterThan(2);
        for (const consumer of consumers) expect(consumer).toMatchObject({ lag: 0, deadLetterCount: 0 });
      },
      { timeout: 30_000 },
    );
  });
});
