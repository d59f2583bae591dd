/** A rule of the books, and what breaks it: a statement that gives the `subject` and the `detail` of each. */
export interface AuditRule {
  readonly label: string;
  /** In a sentence that is true when it is kept. */
  readonly rule: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}
