import { Choice } from "./Choice.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import type { FormWords } from "./formWords.ts";
import { StepSection } from "./StepSection.tsx";

/** How it is sent: the ways that lead to the address, with their prices. */
export function ShippingStep({ state, words }: { readonly state: CheckoutState; readonly words: FormWords }) {
  const { quote } = state;
  return (
    <StepSection step="shipping" words={words}>
      {quote ? (
        <fieldset className="grid gap-2" key={quote.methodId}>
          <legend className="sr-only">{words.steps.shipping}</legend>
          {quote.methods.map(({ id, name, price, days }) => (
            <Choice key={id} name="shippingMethodId" value={id} defaultChecked={id === quote.methodId}>
              <span className="flex justify-between gap-4">
                <span className="font-medium">{name}</span>
                <span className="tabular-nums">{price}</span>
              </span>
              <span className="block text-sm text-muted">{days}</span>
            </Choice>
          ))}
        </fieldset>
      ) : (
        <p className="text-muted">{words.shippingAfterAddress}</p>
      )}
    </StepSection>
  );
}
