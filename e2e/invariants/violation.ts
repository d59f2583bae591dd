/** A rule that a run found broken. */
export interface Violation {
  readonly rule: string;
  readonly detail: string;
}
