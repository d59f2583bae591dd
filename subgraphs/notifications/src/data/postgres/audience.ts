import type { Queryable } from "@angidi/datastores";
import type { Preference } from "../../domain/kind.ts";
import type { AudienceStore } from "../audienceStore.ts";

interface ContactRow {
  readonly email: string | null;
  readonly display_name: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly time_zone: string | null;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
}

interface FoundRow extends ContactRow {
  readonly has_devices: boolean;
  readonly preferences: readonly Preference[];
}

/** Contacts, devices and preferences on PostgreSQL. */
export function audienceOn(database: Queryable): AudienceStore {
  return {
    async find(userId, owner) {
      const [row] = await database.query<FoundRow>(
        "notifications.audience",
        `SELECT contacts.email, display_name, phone, locale, time_zone, quiet_from, quiet_until,
           EXISTS (SELECT FROM devices WHERE devices.user_id = $1) AS has_devices,
           coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'channel', channel, 'enabled', enabled))
             FROM preferences WHERE owner = $2), '[]') AS preferences
         FROM (SELECT $1::uuid AS user_id) AS asked LEFT JOIN contacts USING (user_id)`,
        [userId, owner],
      );
      return {
        userId,
        name: row!.display_name,
        email: row!.email,
        phone: row!.phone,
        locale: row!.locale,
        hasDevices: row!.has_devices,
        preferences: row!.preferences,
      };
    },

    async rememberUser({ userId, email, displayName }) {
      const [row] = await database.query<{ waiting_orders: readonly string[] }>(
        "notifications.rememberUser",
        `INSERT INTO contacts (user_id, email, display_name) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, display_name = excluded.display_name
         RETURNING waiting_orders`,
        [userId, email, displayName],
      );
      const orderIds = row!.waiting_orders;
      if (orderIds.length > 0) {
        await database.query(
          "notifications.takeWaitingOrders",
          "UPDATE contacts SET waiting_orders = '{}' WHERE user_id = $1",
          [userId],
        );
      }
      return orderIds;
    },

    async awaitAddress(userId, orderId) {
      const [row] = await database.query<{ email: string | null }>(
        "notifications.awaitAddress",
        `INSERT INTO contacts (user_id, waiting_orders) VALUES ($1, ARRAY[$2::text])
         ON CONFLICT (user_id) DO UPDATE SET waiting_orders = CASE
           WHEN contacts.email IS NOT NULL OR $2 = ANY (contacts.waiting_orders) THEN contacts.waiting_orders
           ELSE contacts.waiting_orders || $2::text END
         RETURNING email`,
        [userId, orderId],
      );
      return row!.email === null ? "awaited" : "known";
    },

    async settings(userId) {
      const [row] = await database.query<ContactRow>(
        "notifications.settings",
        "SELECT phone, locale, time_zone, quiet_from, quiet_until FROM contacts WHERE user_id = $1",
        [userId],
      );
      return {
        locale: row?.locale ?? null,
        phone: row?.phone ?? null,
        timeZone: row?.time_zone ?? null,
        quietHours: quietHoursOf(row),
      };
    },

    async saveSettings(userId, { locale, phone, timeZone, quietHours }) {
      await database.query(
        "notifications.saveSettings",
        `INSERT INTO contacts (user_id, locale, phone, time_zone, quiet_from, quiet_until) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (user_id) DO UPDATE SET locale = excluded.locale, phone = excluded.phone,
           time_zone = excluded.time_zone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until`,
        [userId, locale, phone, timeZone, quietHours?.from ?? null, quietHours?.until ?? null],
      );
    },

    async quietHoursOf(userIds) {
      if (userIds.length === 0) return new Map();
      const rows = await database.query<ContactRow & { user_id: string; time_zone: string }>(
        "notifications.quietHours",
        `SELECT user_id, time_zone, quiet_from, quiet_until FROM contacts
         WHERE user_id = ANY ($1::uuid[]) AND quiet_from IS NOT NULL`,
        [userIds],
      );
      return new Map(rows.map((row) => [row.user_id, { ...quietHoursOf(row)!, timeZone: row.time_zone }]));
    },

    preferencesOf: (owner) =>
      database.query<Preference>(
        "notifications.preferences",
        "SELECT kind, channel, enabled FROM preferences WHERE owner = $1",
        [owner],
      ),

    async setPreference(owner, { kind, channel, enabled }) {
      await database.query(
        "notifications.setPreference",
        `INSERT INTO preferences (owner, kind, channel, enabled) VALUES ($1, $2, $3, $4)
         ON CONFLICT (owner, kind, channel) DO UPDATE SET enabled = excluded.enabled`,
        [owner, kind, channel, enabled],
      );
    },

    async registerDevice(userId, token, now) {
      await database.query(
        "notifications.registerDevice",
        `INSERT INTO devices (token, user_id, registered_at) VALUES ($1, $2, $3)
         ON CONFLICT (token) DO UPDATE SET user_id = excluded.user_id, registered_at = excluded.registered_at`,
        [token, userId, now],
      );
    },

    async forgetDevice(userId, token) {
      await database.query("notifications.forgetDevice", "DELETE FROM devices WHERE token = $1 AND user_id = $2", [
        token,
        userId,
      ]);
    },

    async devicesOf(userId) {
      const rows = await database.query<{ token: string }>(
        "notifications.devices",
        // What one call of the provider takes; nobody has so many, and the latest are those in use.
        "SELECT token FROM devices WHERE user_id = $1 ORDER BY registered_at DESC LIMIT 500",
        [userId],
      );
      return rows.map(({ token }) => token);
    },

    async forgetDevices(tokens) {
      if (tokens.length === 0) return;
      await database.query("notifications.forgetDevices", "DELETE FROM devices WHERE token = ANY ($1)", [tokens]);
    },
  };
}

function quietHoursOf(row: Pick<ContactRow, "quiet_from" | "quiet_until"> | undefined) {
  if (!row || row.quiet_from === null || row.quiet_until === null) return null;
  return { from: row.quiet_from, until: row.quiet_until };
}
