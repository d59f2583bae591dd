/** The sagas of an order: what is done in steps over several services, each step beside what undoes it. */
export type SagaName = "placement" | "edit" | "refund" | "return" | "fulfilment";

/** Which way a saga goes. Once UNDOING never FORWARD again; SETTLED when there is nothing to drive. */
export type Heading = "FORWARD" | "UNDOING" | "SETTLED";

/** What a saga is about, for staff: no names, addresses, tokens or texts that somebody typed. */
export interface SagaFacts {
  /** Minor units of the order's currency, by what they are. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Under which ids the neighbours have it, such as `payments.refundId`. */
  readonly references: Readonly<Record<string, string>>;
}

/** A saga that was given up after many attempts, with what staff need to find out why and to help. */
export interface Parked extends SagaFacts {
  readonly saga: SagaName;
  /** Of what the saga is about, within the order: the order's own id, an edit's, a refund's, … */
  readonly id: string;
  readonly heading: Exclude<Heading, "SETTLED">;
  /** The step that could not be done, or undone. */
  readonly step: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** What the last attempt met with. */
  readonly error: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Sagas that wait for staff, by `parkedKey`. */
export type ParkedSagas = Readonly<Record<string, Parked>>;

/** What a parked saga is found by within its order. The placement's is its name alone: an order has one. */
export function parkedKey({ saga, id }: Pick<Parked, "saga" | "id">): string {
  return saga === "placement" ? saga : `${saga}:${id}`;
}

/** In a line, for staff: what could not be done. */
export function describeParked({ saga, heading, step, attempts, error }: Parked): string {
  const what = heading === "UNDOING" ? `${step} could not be undone` : `${step} could not be done`;
  return `${saga}: ${what} in ${attempts} attempts: ${error}`;
}
