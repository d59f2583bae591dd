/** A place where stock lies. */
export interface Warehouse {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** Orders draw from the lowest first. */
  readonly priority: number;
}
