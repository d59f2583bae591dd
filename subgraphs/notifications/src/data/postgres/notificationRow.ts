import type { Channel, Kind } from "../../domain/kind.ts";
import type { DeliveryAttempt, Notification, NotificationStatus } from "../../domain/notification.ts";
import type { Placed } from "../notificationRepository.ts";

/** A row of the table, as `columns` reads it. */
export interface NotificationRow {
  readonly id: string;
  readonly event_id: string;
  readonly channel: Channel;
  readonly kind: Kind;
  readonly user_id: string | null;
  readonly order_id: string | null;
  readonly order_version: number | null;
  readonly recipient: string;
  readonly locale: string;
  readonly template_version: number;
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  readonly unsubscribe_url: string | null;
  readonly status: NotificationStatus;
  readonly provider: string | null;
  readonly failure: string | null;
  readonly attempts: number;
  readonly history: readonly (Omit<DeliveryAttempt, "at"> & { readonly at: string })[];
  readonly created_at: Date;
  /** With microseconds, which a Date would cut off: the page after it would repeat rows. */
  readonly created_at_text: string;
  readonly sent_at: Date | null;
  readonly read_at: Date | null;
}

export const columns = `id, event_id, channel, kind, user_id, order_id, order_version, recipient, locale, template_version, subject,
  body, html, unsubscribe_url, status, provider, failure, attempts, history, created_at, created_at::text AS created_at_text,
  sent_at, read_at`;

export function toNotification(row: NotificationRow): Notification {
  return {
    id: row.id,
    eventId: row.event_id,
    channel: row.channel,
    kind: row.kind,
    userId: row.user_id,
    orderId: row.order_id,
    orderVersion: row.order_version,
    recipient: row.recipient,
    locale: row.locale,
    templateVersion: row.template_version,
    subject: row.subject,
    body: row.body,
    html: row.html,
    unsubscribeUrl: row.unsubscribe_url,
    status: row.status,
    provider: row.provider,
    failure: row.failure,
    attempts: row.attempts,
    history: row.history.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
    createdAt: row.created_at,
    sentAt: row.sent_at,
    readAt: row.read_at,
  };
}

export function placed(row: NotificationRow): Placed {
  return { notification: toNotification(row), place: { createdAt: row.created_at_text, id: row.id } };
}
