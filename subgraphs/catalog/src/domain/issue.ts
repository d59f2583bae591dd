/** What is wrong with an input, for whoever sent it. */
export interface Issue {
  /** A sentence. */
  readonly message: string;
  /** Where in the input, outermost first. */
  readonly path: readonly string[];
}

/** Thrown while an input is read, at the first thing wrong with it; a use case gives its issue as the outcome. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly issue: Issue;

  constructor(message: string, path: readonly (string | number)[]) {
    super(message);
    this.issue = { message, path: path.map(String) };
  }
}
