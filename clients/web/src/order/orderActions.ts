"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { change, GraphUnavailable } from "../graph/ask.ts";
import { CancelOrder } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";

/** What came of a cancellation. */
export type CancelAnswer =
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unavailable"; readonly message: string };

const input = z.object({
  orderId: z.string().min(1).max(200),
  reason: z.string().trim().max(500),
  idempotencyKey: z.string().min(1).max(100),
});

/** Cancels an order: the form's `orderId`, `reason` and the `idempotencyKey` that was made with the form. */
export async function cancelOrder(_previous: CancelAnswer | null, form: FormData): Promise<CancelAnswer> {
  const { order: words } = (await speak()).words.purchase;
  const { success, data: asked } = input.safeParse(Object.fromEntries(form));
  if (!success) return { kind: "refused", message: words.cancel.notUnderstood };
  try {
    const { data } = await change(CancelOrder, { input: { ...asked, reason: asked.reason || words.cancel.noReason } });
    switch (data.cancelOrder.__typename) {
      case "OrderCancelled":
      case "OrderLinesCancelled":
        revalidatePath(`/orders/${encodeURIComponent(asked.orderId)}`);
        revalidatePath("/account", "layout");
        return { kind: "cancelled" };
      case "OrderNotCancellable":
        return { kind: "refused", message: words.cancel.tooLate };
      default:
        return { kind: "refused", message: words.cancel.notUnderstood };
    }
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return { kind: "unavailable", message: words.cancel.unavailable };
  }
}
