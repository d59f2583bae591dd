import { expect, test } from "@jest/globals";
import { journey } from "../src/journey.ts";
import { addToCart, fillCheckout, orderPage, pay, saysOfOrder, shipAndDeliver } from "../src/shopping.ts";
import { product, unique } from "../src/world.ts";

/** Somebody makes an account on the way to the till. */
export const customerBuys = journey("a customer", (world) => {
  test("registers with a full cart, buys with 3-D Secure, sees the order arrive, and signs out", async () => {
    const teapot = await product(world().platform, { onHand: 3 });
    const { page, complaints, leave } = await world().shopper();
    await addToCart(page, teapot);

    await page.goto("/register?to=/cart");
    await page.getByLabel("Your name").fill("Grace");
    await page.getByLabel("E-mail address").fill(`grace-${unique()}@example.com`);
    await page.getByLabel("Password").fill(`a good password ${unique()}`);
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.waitForURL("**/cart");
    await page.getByRole("main").getByRole("link", { name: teapot.sku }).first().waitFor();

    await fillCheckout(page);
    await pay(page, "Test card with 3-D Secure");
    await page.waitForURL("**/checkout/confirm/**");
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    const orderId = await orderPage(page);
    await saysOfOrder(page, "Your order is confirmed and paid");
    await shipAndDeliver(world(), orderId);
    await saysOfOrder(page, "Your order has arrived.");

    await page.goto("/account/orders");
    await page.getByRole("link", { name: /A-/ }).first().waitFor();
    const cookies = await page.context().cookies();
    const tokens = cookies.filter(({ name }) => /access|refresh/.test(name));
    expect(tokens.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual(tokens.map(() => [true, "Lax"]));
    expect(tokens).toHaveLength(2);

    await page.goto("/account");
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor();
    expect((await page.context().cookies()).filter(({ name }) => /access|refresh/.test(name))).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  }, 120_000);

  test("in two windows has one cart", async () => {
    const teapot = await product(world().platform, { onHand: 9 });
    const { page, leave } = await world().shopper();
    await addToCart(page, teapot);
    const other = await page.context().newPage();
    await other.goto("/cart");
    await page.goto("/cart");
    await page
      .getByRole("main")
      .getByRole("button", { name: /^One more of/ })
      .click();
    await page.getByRole("main").getByText("$39.98").first().waitFor();
    await other.getByRole("main").getByText("$39.98").first().waitFor(); // it has heard
    await other
      .getByRole("main")
      .getByRole("button", { name: /^One more of/ })
      .click();
    await other.getByRole("main").getByText("$59.97").first().waitFor();
    await page.getByRole("main").getByText("$59.97").first().waitFor();
    await leave();
  }, 60_000);
});
