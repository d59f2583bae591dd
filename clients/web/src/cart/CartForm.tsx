"use client";

import { type ReactNode, useActionState } from "react";
import { Notice } from "../design/Notice.tsx";
import { useCart } from "./CartStoreProvider.tsx";
import { changeCart } from "./cartActions.ts";
import { operationsOf } from "./operationForm.ts";

/**
 * A form that changes the cart: by the store where there is JavaScript, else by the server. Its buttons are named `do`.
 */
export function CartForm({
  lineId,
  className,
  children,
}: {
  readonly lineId?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useCart(({ confirmed }) => confirmed?.id);
  const version = useCart(({ confirmed }) => confirmed?.version);
  const act = useCart((state) => state.act);
  const [answer, submitted] = useActionState(changeCart, null);
  return (
    <form
      action={submitted}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const form = new FormData(event.currentTarget, submitter);
        for (const operation of operationsOf(form) ?? []) act(operation);
      }}
    >
      {id && <input type="hidden" name="cartId" value={id} />}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {lineId && <input type="hidden" name="lineId" value={lineId} />}
      {children}
      {answer && answer.kind !== "changed" && <Notice look="warning">{answer.message}</Notice>}
    </form>
  );
}
