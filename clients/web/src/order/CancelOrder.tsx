"use client";

import { useActionState } from "react";
import { Button } from "../design/Button.tsx";
import { Field } from "../design/Field.tsx";
import { Notice } from "../design/Notice.tsx";
import { cancelOrder } from "./orderActions.ts";

/** Asks for an order to be cancelled. Folded away, for hardly anybody wants to. */
export function CancelOrder({
  orderId,
  idempotencyKey,
  words,
}: {
  readonly orderId: string;
  /** Made with the page: the form sent twice cancels once. */
  readonly idempotencyKey: string;
  readonly words: {
    readonly title: string;
    /** The same with the order's number, for who does not see where it stands among others. */
    readonly titleOf?: string;
    readonly reason: string;
    readonly do: string;
    readonly done: string;
  };
}) {
  const [answer, submitted, isPending] = useActionState(cancelOrder, null);
  if (answer?.kind === "cancelled") return <Notice isNews>{words.done}</Notice>;
  return (
    <details className="print:hidden">
      <summary
        aria-label={words.titleOf}
        className="inline-flex min-h-11 cursor-pointer items-center text-sm text-muted underline underline-offset-4"
      >
        {words.title}
      </summary>
      <form action={submitted} className="mt-3 grid gap-3">
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <Field label={words.reason} name="reason" id={`reason-${orderId}`} maxLength={500} />
        <Button type="submit" look="danger" aria-disabled={isPending}>
          {words.do}
        </Button>
        {answer && (
          <Notice look="danger" isNews>
            {answer.message}
          </Notice>
        )}
      </form>
    </details>
  );
}
