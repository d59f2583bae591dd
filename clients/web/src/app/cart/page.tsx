import type { Metadata } from "next";
import { CartContents } from "../../cart/CartContents.tsx";
import { speak } from "../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.purchase.cart.title, robots: { index: false } };
}

/** The cart came with what is around the page, so nothing is asked here. */
export default async function CartPage() {
  const { cart: words } = (await speak()).words.purchase;
  return (
    <>
      <h1 className="mb-6 text-3xl">{words.title}</h1>
      <CartContents />
    </>
  );
}
