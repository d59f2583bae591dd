/** What of pg has no types. */

declare module "pg/lib/utils.js" {
  /** A parameter's value in the form in which it is sent. */
  export function prepareValue(value: unknown): unknown;
}
