/** The input breaks a rule that its types cannot express; `path` leads to where, within `input`. */
export interface InvalidInput {
  readonly kind: "invalid-input";
  readonly message: string;
  readonly path: readonly string[];
}

export function invalidInput(path: readonly string[], message: string): InvalidInput {
  return { kind: "invalid-input", message, path };
}
