import type { DomainEvent } from "@angidi/event-contracts";

/** What has become of a dead letter. */
export const deadLetterStatuses = ["PARKED", "REDRIVING", "REDRIVEN", "SUPERSEDED", "DISCARDED"] as const;
export type DeadLetterStatus = (typeof deadLetterStatuses)[number];

/** An event that a group gave up on. */
export interface DeadLetter {
  readonly id: string;
  readonly group: string;
  readonly event: DomainEvent;
  /** What the last attempt failed with. */
  readonly reason: string;
  /** How often it was tried in all. */
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly status: DeadLetterStatus;
}

/** What comes of asking for several letters at once: all of them, or none because of the first that does not allow it. */
export type LettersChanged =
  | { readonly kind: "changed"; readonly letters: readonly DeadLetter[] }
  | { readonly kind: "refused"; readonly id: string; readonly status: DeadLetterStatus | null };

/** The dead letters of all groups, in one place whatever engine the log runs on. */
export interface DeadLetters {
  /** Parks an event. One that was parked before is parked again, unless staff have discarded it. */
  park(failed: Pick<DeadLetter, "group" | "event" | "reason" | "attempts">): Promise<void>;
  /** How many letters wait for staff or for their redrive, by group; a group without any is not in it. */
  openByGroup(): Promise<ReadonlyMap<string, number>>;
  /** Newest first, those parked before the letter `after`. */
  list(page: {
    readonly group?: string | undefined;
    readonly status?: DeadLetterStatus | undefined;
    readonly after?: string | undefined;
    readonly count: number;
  }): Promise<DeadLetter[]>;
  /** Has the groups' workers try parked letters again; those that are being redriven already stay so. */
  requestRedrive(ids: readonly string[]): Promise<LettersChanged>;
  /** Gives parked letters up for good. */
  discard(ids: readonly string[]): Promise<LettersChanged>;
  /**
   * The longest parked letter of the group whose redrive was asked for, for this caller alone for a minute; null when
   * there is none. A letter whose taker died comes again.
   */
  takeRedrive(group: string): Promise<DeadLetter | null>;
  /** Ends a redrive that was taken: it took effect now or before, or a newer version had. */
  settle(id: string, status: "REDRIVEN" | "SUPERSEDED"): Promise<void>;
  /** Parks a letter again whose redrive failed too. */
  parkAgain(id: string, reason: string): Promise<void>;
  /** Calls back whenever a redrive of the group may have been asked for, until the function given back is called. */
  onRedriveRequested(group: string, callback: () => void): Promise<() => Promise<void>>;
}
