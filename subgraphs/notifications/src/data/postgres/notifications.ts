import { type Database, isId, type Transaction } from "@angidi/datastores";
import { publish } from "@angidi/events";
import type { NewNotification } from "../../domain/notification.ts";
import type { NotificationRepository } from "../notificationRepository.ts";
import { columns, type NotificationRow, placed, toNotification } from "./notificationRow.ts";
import { settleAll, settlingTogether } from "./settleTogether.ts";

/** Messages on PostgreSQL; inside a transaction, what changes is part of it. */
export function notificationsOn(database: Database | Transaction): NotificationRepository {
  const inTransaction = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    "transaction" in database ? database.transaction(work) : work(database);
  const settleSoon = settlingTogether(database);
  const one = async (rows: Promise<NotificationRow[]>) => {
    const [row] = await rows;
    return row ? toNotification(row) : null;
  };

  return {
    async add(messages) {
      if (messages.length === 0) return 0;
      const rows = await database.query(
        "notifications.add",
        `INSERT INTO notifications (id, event_id, channel, kind, user_id, order_id, order_version, recipient, locale,
           template_version, subject, body, html, unsubscribe_url, status, due_at, created_at)
         SELECT id, event_id, channel, kind, user_id, order_id, order_version, recipient, locale,
           template_version, subject, body, html, unsubscribe_url, 'PENDING', created_at, created_at
         FROM jsonb_to_recordset($1::jsonb) AS message (id uuid, event_id uuid, channel text, kind text, user_id uuid,
           order_id text, order_version integer, recipient text, locale text, template_version integer, subject text, body text, html text,
           unsubscribe_url text, created_at timestamptz)
         ON CONFLICT (event_id, channel) DO NOTHING
         RETURNING id`,
        [JSON.stringify(messages.map(toDocument))],
      );
      return rows.length;
    },

    byId: async (id) =>
      isId(id)
        ? one(database.query("notifications.byId", `SELECT ${columns} FROM notifications WHERE id = $1`, [id]))
        : null,

    async list(orderId, limit, after) {
      const values = [limit, after?.createdAt ?? null, after?.id ?? null];
      const page =
        "($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid)) ORDER BY created_at DESC, id DESC LIMIT $1";
      // Two texts: a plan for both would read the index of neither.
      const rows =
        orderId === null
          ? database.query<NotificationRow>(
              "notifications.list",
              `SELECT ${columns} FROM notifications WHERE ${page}`,
              values,
            )
          : database.query<NotificationRow>(
              "notifications.ofOrder",
              `SELECT ${columns} FROM notifications WHERE order_id = $4 AND ${page}`,
              [...values, orderId],
            );
      return (await rows).map(placed);
    },

    async inbox(userId, unreadOnly, limit, after) {
      const rows = await database.query<NotificationRow>(
        "notifications.inbox",
        `SELECT ${columns} FROM notifications
         WHERE user_id = $1 AND channel = 'IN_APP' AND status = 'SENT' AND (NOT $2 OR read_at IS NULL)
           AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
         ORDER BY created_at DESC, id DESC LIMIT $3`,
        [userId, unreadOnly, limit, after?.createdAt ?? null, after?.id ?? null],
      );
      return rows.map(placed);
    },

    async sentBy(provider, limit) {
      const rows = await database.query<NotificationRow>(
        "notifications.sentBy",
        `SELECT ${columns} FROM notifications WHERE provider = $1 AND status = 'SENT'
         ORDER BY created_at DESC, id DESC LIMIT $2`,
        [provider, limit],
      );
      return rows.map(toNotification);
    },

    async claim({ claim, limit, now, leaseSeconds }) {
      const rows = await database.query<NotificationRow>(
        "notifications.claim",
        `UPDATE notifications SET claim = $1, attempts = attempts + 1, due_at = $3::timestamptz + $4 * interval '1 second'
         WHERE id IN (
           SELECT id FROM notifications AS due WHERE status = 'PENDING' AND due_at <= $3
             AND NOT EXISTS (
               SELECT FROM notifications AS earlier
               WHERE earlier.order_id = due.order_id AND earlier.channel = due.channel AND earlier.status = 'PENDING'
                 AND earlier.order_version < due.order_version
             )
           ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
         )
         RETURNING ${columns}`,
        [claim, limit, now, leaseSeconds],
      );
      return rows.map(toNotification);
    },

    async settle({ id, claim }, settlement, attempt, events) {
      const settled = { id, claim, settlement, attempt };
      if (events.length === 0) return settleSoon(settled);
      return inTransaction(async (transaction) => {
        const isSettled = (await settleAll(transaction, [settled])).has(id);
        if (isSettled) await publish(transaction, events);
        return isSettled;
      });
    },

    async postpone({ id, claim }, dueAt) {
      await database.query(
        "notifications.postpone",
        "UPDATE notifications SET claim = NULL, attempts = attempts - 1, due_at = $3 WHERE id = $1 AND claim = $2",
        [id, claim, dueAt],
      );
    },

    reopen: async (id, now) =>
      isId(id)
        ? one(
            database.query(
              "notifications.reopen",
              `UPDATE notifications SET status = 'PENDING', attempts = 0, failure = NULL, read_at = NULL, due_at = $2
               WHERE id = $1 AND status <> 'PENDING' RETURNING ${columns}`,
              [id, now],
            ),
          )
        : null,

    markRead: async (id, userId, now) =>
      isId(id)
        ? one(
            database.query(
              "notifications.markRead",
              `UPDATE notifications SET read_at = coalesce(read_at, $3)
               WHERE id = $1 AND user_id = $2 AND channel = 'IN_APP' AND status = 'SENT' RETURNING ${columns}`,
              [id, userId, now],
            ),
          )
        : null,
  };
}

function toDocument(message: NewNotification): object {
  return {
    id: message.id,
    event_id: message.eventId,
    channel: message.channel,
    kind: message.kind,
    user_id: message.userId,
    order_id: message.orderId,
    order_version: message.orderVersion,
    recipient: message.recipient,
    locale: message.locale,
    template_version: message.templateVersion,
    subject: message.subject,
    body: message.body,
    html: message.html,
    unsubscribe_url: message.unsubscribeUrl,
    created_at: message.createdAt,
  };
}
