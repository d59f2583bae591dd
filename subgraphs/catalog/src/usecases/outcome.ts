import { InvalidInput, type Issue } from "../domain/issue.ts";

export interface InvalidOutcome {
  readonly kind: "invalid-input";
  readonly issue: Issue;
}

/** What the work gives, or what was wrong with its input. */
export async function answeringInvalid<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | InvalidOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidInput) return { kind: "invalid-input", issue: error.issue };
    throw error;
  }
}

/** How often a change is made anew on what another made of the product in between, before it is given up. */
export const attempts = 30;
