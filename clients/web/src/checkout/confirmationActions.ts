"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { rememberOrdered } from "../cart/orderedCart.ts";
import { change, GraphUnavailable } from "../graph/ask.ts";
import { CompletePaymentAction } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { beginAnotherAttempt, currentAttempt } from "./attempt.ts";

const input = z.object({ orderId: z.string().min(1).max(200), outcome: z.enum(["SUCCEEDED", "FAILED"]) });

/** Says how the shopper answered their bank, and goes on to the order, or back to the checkout. Gives only what went wrong. */
export async function confirmPayment(_previous: string | null, form: FormData): Promise<string | null> {
  const { checkout: words } = (await speak()).words.purchase;
  const { success, data: asked } = input.safeParse(Object.fromEntries(form));
  if (!success) return words.refused;
  const { placed } = await currentAttempt();
  let status: string | null = null;
  try {
    const { data } = await change(CompletePaymentAction, { input: asked });
    const result = data.completePaymentAction;
    status = result.__typename === "PaymentActionCompleted" ? result.order.status : null;
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return words.confirm.unavailable;
  }
  if (status === "REJECTED") {
    await beginAnotherAttempt();
    redirect("/checkout?payment=not-confirmed");
  }
  if (status === "CONFIRMED" && placed?.orderId === asked.orderId) {
    await rememberOrdered({ key: placed.cartKey, version: placed.cartVersion });
  }
  return redirect(`/orders/${encodeURIComponent(asked.orderId)}`);
}
