import { Button } from "../design/Button.tsx";
import { Notice } from "../design/Notice.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import type { FormWords } from "./formWords.ts";

/** Why there is no order yet, with what helps. Read out as soon as it is there. */
export function CheckoutNotice({ state, words }: { readonly state: CheckoutState; readonly words: FormWords }) {
  const { told, quote } = state;
  if (!told) return null;
  if (told.kind !== "out-of-stock") {
    return (
      <Notice look={told.kind === "price-changed" ? "warning" : "danger"} isNews>
        {told.message}
      </Notice>
    );
  }
  return (
    <Notice look="warning" isNews>
      <p className="font-medium">{words.outOfStock}</p>
      <ul className="my-2 list-disc pl-5">
        {told.shortages.map(({ variantId, message }) => (
          <li key={variantId}>{message}</li>
        ))}
      </ul>
      {told.shortages.map(({ variantId, available }) => {
        const line = quote?.lines.find((one) => one.variantId === variantId);
        return (
          line && (
            <span key={variantId}>
              <input type="hidden" name="shortLineId" value={line.id} />
              <input type="hidden" name="shortAvailable" value={available} />
            </span>
          )
        );
      })}
      <Button type="submit" name="do" value="take" look="secondary">
        {words.takeWhatIsThere}
      </Button>
    </Notice>
  );
}
