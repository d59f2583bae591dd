import type { Order } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import type { Heading, SagaFacts, SagaName } from "../domain/parked.ts";
import type { Step, StepPorts } from "./step.ts";

/** What a saga is about, and where to find it: the order, or an edit, a refund, … of it. */
export interface SagaKey {
  readonly order: OrderKey;
  readonly id: string;
}

/** For how long a saga may go forward undecided, and why it is turned round when that is over. */
export interface Patience<Subject, Reason> {
  /** Null once it can only go forward. */
  endsAt(subject: Subject, ports: StepPorts): Date | null;
  readonly reason: Reason;
}

/**
 * Something that is done in steps over several services, none of whose transactions spans the others: a table of steps, each
 * beside what undoes it, and what the runner has to know of its subject. The subject is a row of orders' own that keeps
 * which way the saga goes and how it ended; what each step did is kept by whom it was done at.
 */
export interface Saga<Subject, Reason> {
  /** Also the queue of its jobs. */
  readonly name: SagaName;
  readonly steps: readonly Step<Subject, Reason>[];
  /** The subject as it stands, null when there is none. */
  find(key: SagaKey, ports: StepPorts): Promise<Subject | null>;
  keyOf(subject: Subject): SagaKey;
  /** The order, with the sagas of it that wait for staff. */
  orderOf(subject: Subject): Order;
  heading(subject: Subject): Heading;
  /** From here on the subject never goes forward again. Null when overtaken. */
  turnRound(subject: Subject, reason: Reason, ports: StepPorts): Promise<Subject | null>;
  /** Null: it goes forward until it is done, or left to staff. */
  readonly patience: Patience<Subject, Reason> | null;
  /** What staff need to know when it is left to them. */
  facts(subject: Subject): SagaFacts;
}
