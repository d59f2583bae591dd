"use client";

import { useActionState } from "react";
import { Button } from "../design/Button.tsx";
import { Notice } from "../design/Notice.tsx";
import { confirmPayment } from "./confirmationActions.ts";

/** The bank's question, answered by one of two buttons. */
export function ConfirmationForm({
  orderId,
  words,
}: {
  readonly orderId: string;
  readonly words: { readonly yes: string; readonly no: string };
}) {
  const [problem, submitted, isPending] = useActionState(confirmPayment, null);
  return (
    <form action={submitted} className="mt-6 grid gap-3">
      <input type="hidden" name="orderId" value={orderId} />
      <Button type="submit" name="outcome" value="SUCCEEDED" disabled={isPending}>
        {words.yes}
      </Button>
      <Button type="submit" name="outcome" value="FAILED" look="secondary" disabled={isPending}>
        {words.no}
      </Button>
      {problem && (
        <Notice look="danger" isNews>
          {problem}
        </Notice>
      )}
    </form>
  );
}
