import type { Channel, Kind } from "./kind.ts";

export type NotificationStatus = "PENDING" | "SENT" | "FAILED";

/** A message as it was written, before anything is known of its sending. */
export interface NewNotification {
  readonly id: string;
  /** The event that it tells of. */
  readonly eventId: string;
  readonly kind: Kind;
  readonly channel: Channel;
  readonly userId: string | null;
  readonly orderId: string | null;
  /** Which of the order's own events it tells of, counted from 1. It waits for those before it on its channel. */
  readonly orderVersion: number | null;
  readonly recipient: string;
  /** Of the template, which may be further from what the reader wanted. */
  readonly locale: string;
  readonly templateVersion: number;
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  /** Of mails that can be switched off. */
  readonly unsubscribeUrl: string | null;
  readonly createdAt: Date;
}

/** One try at sending a message. */
export interface DeliveryAttempt {
  readonly at: Date;
  readonly provider: string;
  readonly outcome: "SENT" | "RETRIED" | "FAILED";
  readonly code: string | null;
}

export interface Notification extends NewNotification {
  readonly status: NotificationStatus;
  readonly provider: string | null;
  readonly failure: string | null;
  readonly history: readonly DeliveryAttempt[];
  /** Attempts since it was last made due by hand, or since it came. */
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly readAt: Date | null;
}
