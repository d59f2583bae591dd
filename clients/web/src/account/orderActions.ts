"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { CancelOrder } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { guarded } from "./guarded.ts";

const text = z.string().min(1).max(255);
const cancelForm = z.object({ orderId: text, idempotencyKey: text, reason: text });

/** Cancels an order of the list. The form's key has it happen once, however often it is sent. */
export async function cancelListedOrder(_before: Outcome, form: FormData): Promise<Outcome> {
  const { orders, problems } = (await speak()).words.account;
  const { success, data: input } = cancelForm.safeParse(Object.fromEntries(form));
  if (!success) return { values: {}, problems: {}, problem: problems.invalid };
  const answer = await guarded(() => change(CancelOrder, { input }));
  if ("problem" in answer) return { values: { reason: input.reason }, problems: {}, problem: answer.problem };
  revalidatePath("/account", "layout");
  return ["OrderCancelled", "OrderLinesCancelled"].includes(answer.data.cancelOrder.__typename)
    ? { values: {}, problems: {}, done: orders.cancelled }
    : { values: {}, problems: {}, problem: orders.notCancellable };
}
