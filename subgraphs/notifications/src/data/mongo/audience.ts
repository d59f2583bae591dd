import type { DocumentTransaction } from "@angidi/datastores";
import type { Channel, Kind, Preference } from "../../domain/kind.ts";
import type { AudienceStore } from "../audienceStore.ts";
import { type Collections, type PreferencesDocument, within } from "./collections.ts";

/** Contacts, devices and preferences on MongoDB; with a transaction, what changes is part of it. */
export function audienceOn(
  { contacts, devices, preferences }: Collections,
  transaction?: DocumentTransaction,
): AudienceStore {
  const labelled = (comment: string) => ({ ...within(transaction), comment });

  return {
    async find(userId, owner) {
      const contact =
        userId === null ? null : await contacts.findOne({ _id: userId }, labelled("notifications.contact"));
      const device = userId === null ? null : await devices.findOne({ userId }, labelled("notifications.hasDevices"));
      const chosen = await preferences.findOne({ _id: owner }, labelled("notifications.preferences"));
      return {
        userId,
        name: contact?.displayName ?? null,
        email: contact?.email ?? null,
        phone: contact?.phone ?? null,
        locale: contact?.locale ?? null,
        hasDevices: device !== null,
        preferences: toPreferences(chosen),
      };
    },

    async rememberUser({ userId, email, displayName }) {
      const before = await contacts.findOneAndUpdate(
        { _id: userId },
        { $set: { email, displayName }, $unset: { waitingOrders: true } },
        { ...labelled("notifications.rememberUser"), upsert: true, returnDocument: "before" },
      );
      return before?.waitingOrders ?? [];
    },

    async awaitAddress(userId, orderId) {
      // Writes to the contact, so that whoever remembers the user meanwhile and this one do not miss each other.
      const contact = await contacts.findOneAndUpdate(
        { _id: userId },
        { $addToSet: { waitingOrders: orderId } },
        { ...labelled("notifications.awaitAddress"), upsert: true, returnDocument: "after" },
      );
      return contact?.email === undefined ? "awaited" : "known";
    },

    async settings(userId) {
      const contact = await contacts.findOne({ _id: userId }, labelled("notifications.settings"));
      const { locale = null, phone = null, timeZone = null, quietHours = null } = contact ?? {};
      return { locale, phone, timeZone, quietHours };
    },

    async saveSettings(userId, { locale, phone, timeZone, quietHours }) {
      await contacts.updateOne(
        { _id: userId },
        { $set: { locale, phone, timeZone, quietHours } },
        { ...labelled("notifications.saveSettings"), upsert: true },
      );
    },

    async quietHoursOf(userIds) {
      if (userIds.length === 0) return new Map();
      const quiet = await contacts
        .find(
          { _id: { $in: [...userIds] }, quietHours: { $type: "object" } },
          { ...labelled("notifications.quietHours"), projection: { quietHours: 1, timeZone: 1 } },
        )
        .toArray();
      return new Map(quiet.map(({ _id, quietHours, timeZone }) => [_id, { ...quietHours!, timeZone: timeZone! }]));
    },

    preferencesOf: async (owner) =>
      toPreferences(await preferences.findOne({ _id: owner }, labelled("notifications.preferences"))),

    async setPreference(owner, { kind, channel, enabled }) {
      await preferences.updateOne(
        { _id: owner },
        { $set: { [`chosen.${kind}.${channel}`]: enabled } },
        { ...labelled("notifications.setPreference"), upsert: true },
      );
    },

    async registerDevice(userId, token, now) {
      await devices.updateOne(
        { _id: token },
        { $set: { userId, registeredAt: now } },
        { ...labelled("notifications.registerDevice"), upsert: true },
      );
    },

    async forgetDevice(userId, token) {
      await devices.deleteOne({ _id: token, userId }, labelled("notifications.forgetDevice"));
    },

    async devicesOf(userId) {
      // What one call of the provider takes; nobody has so many, and the latest are those in use.
      const found = devices.find(
        { userId },
        { ...labelled("notifications.devices"), sort: { registeredAt: -1 }, limit: 500, projection: { _id: 1 } },
      );
      return (await found.toArray()).map(({ _id }) => _id);
    },

    async forgetDevices(tokens) {
      if (tokens.length === 0) return;
      await devices.deleteMany({ _id: { $in: [...tokens] } }, labelled("notifications.forgetDevices"));
    },
  };
}

function toPreferences(document: PreferencesDocument | null): Preference[] {
  return Object.entries(document?.chosen ?? {}).flatMap(([kind, ofKind]) =>
    Object.entries(ofKind).map(([channel, enabled]) => ({
      kind: kind as Kind,
      channel: channel as Channel,
      enabled,
    })),
  );
}
