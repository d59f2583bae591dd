import Link from "next/link";
import { Field } from "../design/Field.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import type { FormWords } from "./formWords.ts";
import { StepSection } from "./StepSection.tsx";

/** Who orders: a guest by their e-mail address, or who is signed in. */
export function ContactStep({
  signedInAs,
  state,
  words,
}: {
  readonly signedInAs: string | null;
  readonly state: CheckoutState;
  readonly words: FormWords;
}) {
  return (
    <StepSection step="contact" words={words}>
      {signedInAs ? (
        <p>{signedInAs}</p>
      ) : (
        <>
          <Field
            label={words.email}
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={state.entered.email}
            problem={state.problems.email}
            hint={words.emailHint}
          />
          <p className="mt-3 text-sm">
            {words.haveAccount}{" "}
            <Link href="/login?to=/checkout" className="text-accent underline underline-offset-4">
              {words.signIn}
            </Link>
          </p>
        </>
      )}
    </StepSection>
  );
}
