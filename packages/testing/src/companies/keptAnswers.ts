import type { Clock, CompanyAnswer } from "./company.ts";

/** What was answered to idempotency keys, for as long as a company keeps them. */
export interface KeptAnswers {
  find(key: string): { readonly asked: string; readonly answer: CompanyAnswer } | undefined;
  /** Refusals and faults are kept like any other answer. */
  keep(key: string, asked: string, answer: CompanyAnswer, hours: number): void;
}

export function keepAnswers(now: Clock): KeptAnswers {
  const kept = new Map<string, { readonly asked: string; readonly answer: CompanyAnswer; readonly until: number }>();
  return {
    find(key) {
      const found = kept.get(key);
      return found && now().getTime() < found.until ? found : undefined;
    },
    keep: (key, asked, answer, hours) =>
      void kept.set(key, { asked, answer, until: now().getTime() + hours * 60 * 60_000 }),
  };
}
