/** An operation as it is sent: by its id, its text only to a graph that does not know the id yet. */
export interface TrustedDocument<Data, Variables> {
  /** SHA-256 of the text, in hexadecimal. */
  readonly id: string;
  readonly text: string;
  /** Never there: carries the types of what comes back and what goes in. */
  readonly types?: (variables: Variables) => Data;
}
