import type { Messages } from "../locale/messages/index.ts";
import { type AddressField, addressFields } from "./entered.ts";
import { paymentChoices } from "./paymentMethods.ts";

/** The steps of the checkout, in their order. */
export const steps = ["contact", "address", "shipping", "payment"] as const;
export type Step = (typeof steps)[number];

/** The words of the checkout that the browser has: texts alone, with places to fill in where an amount is. */
export function formWordsOf({ checkout }: Messages["purchase"]): FormWords {
  const { confirm: _confirm, declineReasons: _reasons, ...words } = checkout;
  const texts = Object.fromEntries(Object.entries(words).filter(([, text]) => typeof text === "string"));
  return {
    ...(texts as unknown as Texts),
    steps: words.steps,
    stepNumbers: Object.fromEntries(steps.map((step, index) => [step, words.step(index + 1, steps.length)])) as Record<
      Step,
      string
    >,
    fields: Object.fromEntries(
      addressFields.map((field) => [
        field,
        ["line2", "region", "phone"].includes(field) ? words.optional(words.fields[field]) : words.fields[field],
      ]),
    ) as Record<AddressField, string>,
    payments: paymentChoices.map((choice) => ({ choice, ...words.payments[choice] })),
    place: words.place("{total}"),
    newTotal: words.newTotal("{total}"),
  };
}

type Texts = { readonly [Name in keyof Checkout as Checkout[Name] extends string ? Name : never]: string };
type Checkout = Messages["purchase"]["checkout"];

/** See `formWordsOf`. */
export interface FormWords extends Texts {
  readonly steps: Readonly<Record<Step, string>>;
  /** Such as Step 1 of 4. */
  readonly stepNumbers: Readonly<Record<Step, string>>;
  readonly fields: Readonly<Record<AddressField, string>>;
  readonly payments: readonly { readonly choice: string; readonly name: string; readonly text: string }[];
  readonly place: string;
  readonly newTotal: string;
}
