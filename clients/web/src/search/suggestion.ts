/** What is offered while somebody types. */
export interface Suggestion {
  readonly text: string;
  readonly kind: "PRODUCT" | "CATEGORY" | "QUERY";
  /** Where it leads. */
  readonly href: string;
}
