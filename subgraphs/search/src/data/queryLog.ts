/** What was searched for with results, to suggest it to others. */
export interface QueryLog {
  /** Counts searches by their normalised text. */
  add(searches: ReadonlyMap<string, number>): Promise<void>;
}
