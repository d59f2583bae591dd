/** What came of sending a form, and what it shows then. */
export interface Outcome {
  /** Fields by name: what was entered, to stand there again. Never a password. */
  readonly values: Readonly<Record<string, string>>;
  /** Fields by name: what is wrong with them. */
  readonly problems: Readonly<Record<string, string>>;
  /** What is wrong with the whole. */
  readonly problem?: string;
  /** What was done. */
  readonly done?: string;
}

/** A form that was not sent yet. */
export const untouched: Outcome = { values: {}, problems: {} };

/** A field as data, so that a page can hand it to the browser's part of a form. */
export interface Entry {
  readonly name: string;
  /** Unique within the page; the name unless said. */
  readonly id?: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | "tel";
  readonly autoComplete: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What stands there at first. */
  readonly value?: string;
  /** There only to be chosen from; makes it a list. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** As wide as the form, or half of it where there is room. */
  readonly width?: "half";
}
