import { expect, test } from "@jest/globals";
import { journey } from "../src/journey.ts";
import { product } from "../src/world.ts";

/** Somebody whose browser runs no scripts. */
export const withoutJavaScript = journey("without JavaScript", (world) => {
  test("one browses, searches, chooses, reads, and fills the cart", async () => {
    const teapot = await product(world().platform, { onHand: 3 });
    const { page, leave } = await world().shopper({ javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: "Kitchen" }).click();
    await page.getByRole("heading", { level: 1, name: "Kitchen" }).waitFor();
    const first = page.locator('main a[href^="/products/"]').first();
    const title = await first.innerText();
    await first.click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();

    await page.getByRole("combobox").fill("lamp");
    await page.getByRole("combobox").press("Enter");
    await page.getByRole("heading", { level: 1, name: /lamp/ }).waitFor();
    expect(await page.locator('main a[href^="/products/"]').count()).toBeGreaterThan(2);

    await page.goto(`/products/${teapot.slug}`);
    await page.getByText("Only 3 left").waitFor();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.goto("/cart");
    await page.getByRole("main").getByText("$19.99").first().waitFor();
    await leave();
  }, 60_000);
});
