import { EntryForm } from "../design/EntryForm.tsx";
import { cancelListedOrder } from "./orderActions.ts";

export interface CancelOrderWords {
  readonly cancel: string;
  /** The same with the order's number, for who does not see where it stands. */
  readonly cancelOf: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly confirm: string;
  readonly notSent: string;
}

/** Cancels an order, after asking why. */
export function CancelOrder({
  orderId,
  idempotencyKey,
  words,
}: {
  readonly orderId: string;
  /** Made with the page: the same form sent twice cancels once. */
  readonly idempotencyKey: string;
  readonly words: CancelOrderWords;
}) {
  return (
    <details>
      <summary
        aria-label={words.cancelOf}
        className="inline-flex min-h-11 cursor-pointer list-none items-center text-danger underline underline-offset-4"
      >
        {words.cancel}
      </summary>
      <div className="mt-3 rounded-xl bg-raised p-4">
        <EntryForm
          action={cancelListedOrder}
          hidden={{ orderId, idempotencyKey }}
          entries={[
            {
              name: "reason",
              id: `reason-${orderId}`,
              label: words.reason,
              autoComplete: "off",
              options: words.reasons.map((reason) => ({ value: reason, label: reason })),
              value: words.reasons[0] ?? "",
            },
          ]}
          submit={words.confirm}
          notSent={words.notSent}
        />
      </div>
    </details>
  );
}
