import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { cartWith, guest, placement, product, staff } from "../src/world.ts";

type Teapot = Awaited<ReturnType<typeof product>>;

export const withdrawnProducts = scenario("products that are withdrawn", (platform) => {
  async function isFound({ sku, slug }: Teapot): Promise<boolean> {
    const { edges } = await guest(platform()).ask("Search", { query: sku, first: 5 });
    return edges.some(({ node }: { node: { slug: string } | null }) => node?.slug === slug);
  }

  /** What shoppers have of it, in every part of the platform. */
  async function expectGone(teapot: Teapot, cartId: string): Promise<void> {
    const shopper = guest(platform());
    expect(await shopper.ask("ProductPage", { slug: teapot.slug })).toBeNull();
    const { edges } = await shopper.ask("ProductList", { first: 100 });
    expect(edges.map(({ node }: { node: { slug: string } }) => node.slug)).not.toContain(teapot.slug);
    const cart = await shopper.ask("Cart", { id: cartId });
    expect(cart.lines).toMatchObject([{ unitPrice: null, total: null, variant: { sku: teapot.sku } }]);
    const input = { cartId, lines: [{ lineId: cart.lines[0].id, quantity: 2 }] };
    expect((await shopper.ask("UpdateCartLines", { input })).warnings).toMatchObject([{ code: "LINE_UNAVAILABLE" }]);
    const another = { lines: [{ variantId: teapot.variantId, quantity: 1 }] };
    expect((await shopper.ask("AddCartLines", { input: another })).__typename).toBe("VariantNotPurchasable");
    expect((await shopper.ask("PlaceOrder", { input: placement(cartId) })).__typename).toBe("LineUnavailable");
    await eventually(async () => expect(await isFound(teapot)).toBe(false));
  }

  async function expectSold(teapot: Teapot, cartId: string): Promise<void> {
    const shopper = guest(platform());
    expect(await shopper.ask("ProductPage", { slug: teapot.slug })).toMatchObject({ slug: teapot.slug });
    const { lines } = await shopper.ask("Cart", { id: cartId });
    expect(lines).toMatchObject([{ unitPrice: { amount: teapot.price } }]);
    await eventually(async () => expect(await isFound(teapot)).toBe(true));
  }

  async function soldTeapot() {
    const teapot = await product(platform(), { onHand: 5 });
    const cartId = await cartWith(guest(platform()), teapot.variantId);
    await expectSold(teapot, cartId);
    const { id } = await guest(platform()).ask("ProductPage", { slug: teapot.slug });
    return { teapot, cartId, id };
  }

  test("by deletion are gone from lists, search and carts, and cannot be ordered; brought back they can", async () => {
    const { teapot, cartId, id } = await soldTeapot();
    const admin = await staff(platform());
    expect((await admin.ask("DeleteProduct", { input: { id } })).__typename).toBe("ProductDeleted");
    await expectGone(teapot, cartId);
    expect((await admin.ask("RestoreProduct", { input: { id } })).__typename).toBe("ProductSaved");
    await expectSold(teapot, cartId);
  });

  test("by moderators are gone likewise until they are approved", async () => {
    const { teapot, cartId, id } = await soldTeapot();
    const moderator = await staff(platform(), "moderator");
    const decide = (decision: string, expectedVersion: number) =>
      moderator.ask("ModerateProduct", { input: { id, expectedVersion, decision, reason: "A complaint" } });
    expect(await decide("REJECTED", 1)).toMatchObject({ product: { version: 2 } });
    await expectGone(teapot, cartId);
    expect(await decide("APPROVED", 2)).toMatchObject({ product: { version: 3 } });
    await expectSold(teapot, cartId);
  });
});
