import "server-only";
import { cookies } from "next/headers";
import { configuration } from "../configuration.ts";

const name = "angidi_ordered";

/** What is remembered of a cart that was ordered: which it was, and the version of it. */
interface OrderedCart {
  readonly key: string;
  readonly version: number;
}

/**
 * Remembers that a version of a cart was ordered and confirmed. The graph takes the lines out of the cart a moment later,
 * when it has heard of that; until then nobody is to see them again.
 */
export async function rememberOrdered({ key, version }: OrderedCart): Promise<void> {
  (await cookies()).set(name, `${version}.${key}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: configuration().storefrontUrl.startsWith("https:"),
    path: "/",
    maxAge: 24 * 60 * 60,
  });
}

/** The version of this cart that was ordered last; null for none that is known of. */
export async function orderedVersionOf(key: string): Promise<number | null> {
  const [, version, ordered] = /^(\d+)\.(.+)$/.exec((await cookies()).get(name)?.value ?? "") ?? [];
  return ordered === key ? Number(version) : null;
}
