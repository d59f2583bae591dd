import type { Page } from "playwright-core";
import type { StorefrontWorld } from "./storefront.ts";
import { address, staff, unique } from "./world.ts";

/** How people pay at the demonstration, as the checkout calls it. */
export type Payment = "Test card" | "Test card with 3-D Secure" | "Card that is declined";

/** Opens a product's page and puts it into the cart, whose drawer then opens. */
export async function addToCart(page: Page, { slug }: { readonly slug: string }): Promise<void> {
  await page.goto(`/products/${slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog", { name: "Your cart" }).getByRole("link", { name: "Go to the checkout" }).waitFor();
}

/** From the cart's drawer to a checkout that is filled in, with the total that is to be paid. Guests give an e-mail address. */
export async function fillCheckout(page: Page, { email }: { readonly email?: string } = {}): Promise<void> {
  await page.getByRole("link", { name: "Go to the checkout" }).first().click();
  await page.waitForURL("**/checkout");
  if (email) await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Country").selectOption(address.countryCode);
  await page.getByLabel("Full name").fill(address.fullName);
  await page.getByLabel("Street and number").fill(address.line1);
  await page.getByLabel("Postal code").fill(address.postalCode);
  await page.getByLabel("City").fill(address.city);
  await page.getByLabel("State or region").fill(address.region);
  await page.getByLabel("Flat, floor").focus(); // the address is left, so its shipping is asked for
  await page.getByRole("button", { name: /^Order and pay/ }).waitFor();
}

/** Chooses how to pay, and orders. */
export async function pay(page: Page, payment: Payment = "Test card"): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${payment}(?! with)`) }).check();
  await page.getByRole("button", { name: /^Order and pay/ }).click();
}

/** Waits for the page of the order that was placed, and gives its id. */
export async function orderPage(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[^/]+$/);
  return decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1)!);
}

/** What the order's page says of how far it has come. */
export function saysOfOrder(page: Page, text: string): Promise<void> {
  return page.getByRole("status").filter({ hasText: text }).waitFor();
}

/** Staff send all of an order, and say that it arrived. */
export async function shipAndDeliver({ platform }: StorefrontWorld, orderId: string): Promise<void> {
  const processor = await staff(platform, "orders");
  const { fulfilment } = await processor.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId } });
  await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: fulfilment.id } });
}
