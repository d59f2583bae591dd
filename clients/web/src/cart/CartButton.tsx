import Link from "next/link";
import { loadChrome } from "../chrome/loadChrome.ts";
import { CartIcon } from "../design/icons.tsx";
import { speak } from "../locale/speak.ts";

export async function CartButton() {
  const [{ words }, { cart }] = await Promise.all([speak(), loadChrome()]);
  const pieces = cart?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  return (
    <Link
      href="/cart"
      prefetch={false}
      aria-label={`${words.common.navigation.cart}, ${words.purchase.pieces(pieces)}`}
      className="inline-flex size-11 items-center justify-center rounded-full hover:bg-raised"
    >
      <CartIcon className="size-6" />
    </Link>
  );
}
