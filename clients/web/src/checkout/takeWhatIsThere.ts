import "server-only";
import { z } from "zod";
import { change } from "../graph/ask.ts";
import { ChangeQuantities } from "../graph/generated/documents.ts";

const shortages = z
  .array(z.object({ lineId: z.string().min(1).max(200), quantity: z.int().min(0).max(999) }))
  .min(1)
  .max(200);

/** Puts the cart's lines down to what is in stock: the form's `shortLineId` and `shortAvailable`, in pairs. */
export async function takeWhatIsThere(cartId: string, form: FormData): Promise<void> {
  const available = form.getAll("shortAvailable").map(Number);
  const { success, data } = shortages.safeParse(
    form.getAll("shortLineId").map((lineId, index) => ({ lineId, quantity: available[index] })),
  );
  // What comes of it is seen in the quote that follows.
  if (success) await change(ChangeQuantities, { input: { cartId, lines: data } });
}
