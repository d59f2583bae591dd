/** The carts that nobody has come back to. */
export interface IdleCarts {
  /** The ids of so many carts after one, in their order; fewer at the end. */
  page(after: string | null, count: number): Promise<string[]>;
  /** Deletes those that are guests' and were changed last before a time. */
  deleteExpired(ids: readonly string[], before: Date): Promise<number>;
  /**
   * Publishes of those that have something in them and somebody to tell, and were changed or quoted last before a time,
   * that they are abandoned: once for each version.
   */
  publishAbandoned(ids: readonly string[], before: Date): Promise<number>;
}
