import { expect, test } from "@jest/globals";
import { journey } from "../src/journey.ts";
import { keepScreenshot } from "../src/screenshots.ts";
import { addToCart, fillCheckout, orderPage, pay, saysOfOrder, shipAndDeliver } from "../src/shopping.ts";
import { product } from "../src/world.ts";

/** Somebody without an account buys something, and follows it. */
export const guestBuys = journey("a guest", (world) => {
  test("buys, watches the order go its way, and is told all of it", async () => {
    const teapot = await product(world().platform, { onHand: 3 });
    const { page, complaints, leave } = await world().shopper();
    await addToCart(page, teapot);
    await keepScreenshot(page, "drawer-light");
    await fillCheckout(page, { email: "ada@example.com" });
    await keepScreenshot(page, "checkout-light");
    await pay(page);
    const orderId = await orderPage(page);
    await saysOfOrder(page, "Your order is confirmed and paid");
    await keepScreenshot(page, "order-light");

    await shipAndDeliver(world(), orderId);
    await saysOfOrder(page, "Your order has arrived.");
    expect(complaints).toEqual([]);
    await leave();
  }, 90_000);

  test("is told that a card is declined, with everything still there, and buys with another", async () => {
    const teapot = await product(world().platform, { onHand: 3 });
    const { page, leave } = await world().shopper();
    await addToCart(page, teapot);
    await fillCheckout(page, { email: "ada@example.com" });
    await pay(page, "Card that is declined");
    await page.getByText(/The payment was declined/).waitFor();
    expect(await page.getByLabel("Full name").inputValue()).toBe("Ada Lovelace");
    await pay(page);
    await orderPage(page);
    await saysOfOrder(page, "Your order is confirmed and paid");
    await leave();
  }, 90_000);

  test("whose last piece was bought by somebody else meanwhile is told so, and is not charged", async () => {
    const teapot = await product(world().platform, { onHand: 1 });
    const [slow, fast] = [await world().shopper(), await world().shopper()];
    await addToCart(slow.page, teapot);
    await fillCheckout(slow.page, { email: "slow@example.com" });
    await addToCart(fast.page, teapot);
    await fillCheckout(fast.page, { email: "fast@example.com" });
    await pay(fast.page);
    await orderPage(fast.page);
    await saysOfOrder(fast.page, "Your order is confirmed and paid");
    await pay(slow.page);
    await slow.page.getByText("Somebody was faster").waitFor();
    expect(new URL(slow.page.url()).pathname).toBe("/checkout");
    await Promise.all([slow.leave(), fast.leave()]);
  }, 90_000);

  test("misses nothing of the order while the network is gone", async () => {
    const teapot = await product(world().platform, { onHand: 1 });
    const { page, leave } = await world().shopper();
    await addToCart(page, teapot);
    await fillCheckout(page, { email: "ada@example.com" });
    await pay(page);
    const orderId = await orderPage(page);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("Connection lost – trying again").waitFor();
    await shipAndDeliver(world(), orderId);
    await page.context().setOffline(false);
    await saysOfOrder(page, "Your order has arrived.");
    const told = await page.getByRole("list").filter({ hasText: "Delivered" }).first().innerText();
    expect(told.match(/On its way/g)).toHaveLength(1);
    await leave();
  }, 120_000);
});
