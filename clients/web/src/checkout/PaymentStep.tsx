import { Notice } from "../design/Notice.tsx";
import { Choice } from "./Choice.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import type { FormWords } from "./formWords.ts";
import { StepSection } from "./StepSection.tsx";

/** How it is paid. No card's data is ever asked for here. */
export function PaymentStep({ state, words }: { readonly state: CheckoutState; readonly words: FormWords }) {
  return (
    <StepSection step="payment" words={words}>
      <Notice>{words.demonstration}</Notice>
      <fieldset className="mt-4 grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{words.steps.payment}</legend>
        {words.payments.map(({ choice, name, text }) => (
          <Choice key={choice} name="payment" value={choice} defaultChecked={choice === state.entered.payment}>
            <span className="font-medium">{name}</span>
            <span className="block text-sm text-muted">{text}</span>
          </Choice>
        ))}
      </fieldset>
    </StepSection>
  );
}
