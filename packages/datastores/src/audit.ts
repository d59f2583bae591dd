/** Something in the books of a store that does not agree with the rest of them. */
export interface Discrepancy {
  /** The rule that is broken, in a sentence that is true when it is kept. */
  readonly rule: string;
  /** What breaks it: an order, a SKU, a payment. */
  readonly subject: string;
  /** The figures that differ. Nothing about a person. */
  readonly detail: string;
}
