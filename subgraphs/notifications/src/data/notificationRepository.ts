import type { DomainEvent } from "@angidi/event-contracts";
import type { Settlement } from "../domain/delivery.ts";
import type { DeliveryAttempt, NewNotification, Notification } from "../domain/notification.ts";

/** Where a row stands in a list, newest first. */
export interface Place {
  readonly createdAt: string;
  readonly id: string;
}

/** A notification and its place, with all digits that the store keeps of the time. */
export interface Placed {
  readonly notification: Notification;
  readonly place: Place;
}

/** Everybody who sends holds a lease on what they send; when it ends, others may. */
export interface Claim {
  /** Of this round of sending, unique. */
  readonly claim: string;
  readonly limit: number;
  readonly now: Date;
  readonly leaseSeconds: number;
}

/** Messages, their sending and their history: documents that each stand for themselves. */
export interface NotificationRepository {
  /** Adds messages, all due at once; one for whose event and channel there is one already is passed over. Gives how many were new. */
  add(messages: readonly NewNotification[]): Promise<number>;
  byId(id: string): Promise<Notification | null>;
  /** Newest first, of one order if it is given. */
  list(orderId: string | null, limit: number, after: Place | null): Promise<Placed[]>;
  /** A user's in-app messages that are there, newest first. */
  inbox(userId: string, unreadOnly: boolean, limit: number, after: Place | null): Promise<Placed[]>;
  /** The latest messages that a provider took, newest first. */
  sentBy(provider: string, limit: number): Promise<Notification[]>;
  /**
   * Takes messages that are due, oldest first; passed over are those that somebody else is at, and those of an order
   * while an earlier one of it is pending on the same channel. Counts an attempt.
   */
  claim(claim: Claim): Promise<Notification[]>;
  /** Ends a claim by what became of the message, and publishes. Does neither when the lease has gone to somebody else. */
  settle(
    message: { readonly id: string; readonly claim: string },
    settlement: Settlement,
    attempt: DeliveryAttempt,
    events: readonly DomainEvent[],
  ): Promise<boolean>;
  /** Ends a claim without an attempt: the message is due later. */
  postpone(message: { readonly id: string; readonly claim: string }, dueAt: Date): Promise<void>;
  /** Makes a message that was sent or has failed due again; null when it is neither. */
  reopen(id: string, now: Date): Promise<Notification | null>;
  /** Marks a user's in-app message as read, once; null when they have no such. */
  markRead(id: string, userId: string, now: Date): Promise<Notification | null>;
}
