import type { ReactNode } from "react";
import type { FormWords, Step } from "./formWords.ts";

/** A step of the checkout, under its heading. */
export function StepSection({
  step,
  words,
  children,
}: {
  readonly step: Step;
  readonly words: FormWords;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`step-${step}`} className="border-t border-line py-6 first:border-t-0 first:pt-0">
      <p className="text-sm text-muted">{words.stepNumbers[step]}</p>
      <h2 id={`step-${step}`} className="mb-4 text-xl">
        {words.steps[step]}
      </h2>
      {children}
    </section>
  );
}
