import type { Documents } from "@angidi/datastores";
import { wakeRelay } from "@angidi/events";
import type { Filter, UpdateFilter } from "mongodb";
import type { Settlement } from "../../domain/delivery.ts";
import type { Notification } from "../../domain/notification.ts";
import type { NotificationRepository, Place, Placed } from "../notificationRepository.ts";
import { type Collections, collectionNames, type NotificationDocument } from "./collections.ts";
import { newNotificationsOn } from "./newNotifications.ts";

/** More than attempts there are; but a provider may refuse for its rate limit as often as it likes. */
const longestHistory = 500;

const newestFirst = { createdAt: -1, _id: -1 } as const;

/** A stage: whether a message of the same order and channel that comes before this one is pending. */
const pendingBefore = {
  $lookup: {
    from: collectionNames.notifications,
    let: { orderId: "$orderId", channel: "$channel", version: "$orderVersion" },
    pipeline: [
      {
        $match: {
          status: "PENDING",
          $expr: {
            $and: [
              { $eq: ["$orderId", "$$orderId"] },
              { $eq: ["$channel", "$$channel"] },
              { $lt: ["$orderVersion", "$$version"] },
              { $gt: ["$orderVersion", null] },
            ],
          },
        },
      },
      { $limit: 1 },
      { $project: { _id: 1 } },
    ],
    as: "earlier",
  },
};

/** Messages on MongoDB. */
export function notificationsOn(documents: Documents, collections: Collections): NotificationRepository {
  const { notifications } = collections;
  return {
    ...newNotificationsOn(documents, collections),

    async byId(id) {
      const document = await notifications.findOne({ _id: id }, { comment: "notifications.byId" });
      return document && toNotification(document);
    },

    async list(orderId, limit, after) {
      const comment = orderId === null ? "notifications.list" : "notifications.ofOrder";
      const found = notifications.find(
        { ...(orderId === null ? {} : { orderId }), ...beyond(after) },
        { sort: newestFirst, limit, comment },
      );
      return (await found.toArray()).map(placed);
    },

    async inbox(userId, unreadOnly, limit, after) {
      const found = notifications.find(
        { userId, channel: "IN_APP", status: "SENT", ...(unreadOnly ? { readAt: null } : {}), ...beyond(after) },
        { sort: newestFirst, limit, comment: "notifications.inbox" },
      );
      return (await found.toArray()).map(placed);
    },

    async sentBy(provider, limit) {
      const found = notifications.find(
        { provider, status: "SENT" },
        { sort: newestFirst, limit, comment: "notifications.sentBy" },
      );
      return (await found.toArray()).map(toNotification);
    },

    async claim({ claim, limit, now, leaseSeconds }) {
      const due: Filter<NotificationDocument> = { status: "PENDING", dueAt: { $lte: now } };
      const leased = { claim, dueAt: new Date(now.getTime() + leaseSeconds * 1000) };
      const taken: Notification[] = [];
      // All at once, and not one after another by findOneAndUpdate. Who reads the same ones at the same time takes those
      // that this one does not get, and looks for the next.
      for (let isMore = true; isMore && taken.length < limit; ) {
        const wanted = limit - taken.length;
        const found = await notifications
          .aggregate<{ readonly _id: string }>(
            [
              { $match: due },
              { $sort: { dueAt: 1 } },
              pendingBefore,
              { $match: { earlier: { $size: 0 } } },
              { $limit: wanted },
              { $project: { _id: 1 } },
            ],
            { comment: "notifications.due" },
          )
          .toArray();
        isMore = found.length === wanted;
        if (found.length === 0) break;
        const ids = { _id: { $in: found.map(({ _id }) => _id) } };
        await notifications.updateMany(
          { ...ids, ...due },
          { $set: leased, $inc: { attempts: 1 } },
          { comment: "notifications.claim" },
        );
        const mine = await notifications.find({ ...ids, claim }, { comment: "notifications.claimed" }).toArray();
        taken.push(...mine.map(toNotification));
      }
      return taken;
    },

    async settle({ id, claim }, settlement, attempt, events) {
      const { set, attemptsGivenBack } = changesOf(settlement, attempt.at);
      const { matchedCount } = await notifications.updateOne(
        { _id: id, claim },
        {
          $set: { claim: null, status: settlement.status, provider: attempt.provider, ...set },
          $inc: { attempts: -attemptsGivenBack },
          $push: {
            history: { $each: [attempt], $slice: -longestHistory },
            ...(events.length > 0 && { pendingEvents: { $each: events } }),
          },
        } as UpdateFilter<NotificationDocument>,
        { comment: "notifications.settle" },
      );
      if (matchedCount > 0) for (const { source } of events) wakeRelay(source);
      return matchedCount > 0;
    },

    async postpone({ id, claim }, dueAt) {
      await notifications.updateOne(
        { _id: id, claim },
        { $set: { claim: null, dueAt }, $inc: { attempts: -1 } },
        { comment: "notifications.postpone" },
      );
    },

    async reopen(id, now) {
      const document = await notifications.findOneAndUpdate(
        { _id: id, status: { $ne: "PENDING" } },
        { $set: { status: "PENDING", attempts: 0, failure: null, readAt: null, dueAt: now } },
        { returnDocument: "after", comment: "notifications.reopen" },
      );
      return document && toNotification(document);
    },

    async markRead(id, userId, now) {
      const document = await notifications.findOneAndUpdate(
        { _id: id, userId, channel: "IN_APP", status: "SENT" },
        [{ $set: { readAt: { $ifNull: ["$readAt", now] } } }],
        { returnDocument: "after", comment: "notifications.markRead" },
      );
      return document && toNotification(document);
    },
  };
}

function toNotification(document: NotificationDocument): Notification {
  const { _id, providerId: _providerId, dueAt: _dueAt, claim: _claim, pendingEvents: _pending, ...rest } = document;
  return { id: _id, ...rest };
}

function placed(document: NotificationDocument): Placed {
  return {
    notification: toNotification(document),
    place: { createdAt: document.createdAt.toISOString(), id: document._id },
  };
}

/** What comes after a place in a list. */
function beyond(after: Place | null): Filter<NotificationDocument> {
  if (!after) return {};
  const createdAt = new Date(after.createdAt);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: after.id } }] };
}

function changesOf(
  settlement: Settlement,
  at: Date,
): { readonly set: Partial<NotificationDocument>; readonly attemptsGivenBack: number } {
  if (settlement.status === "SENT") {
    return { set: { providerId: settlement.providerId, failure: null, sentAt: at }, attemptsGivenBack: 0 };
  }
  const { failure } = settlement;
  if (settlement.status === "FAILED") return { set: { providerId: null, failure }, attemptsGivenBack: 0 };
  return { set: { providerId: null, failure, dueAt: settlement.dueAt }, attemptsGivenBack: settlement.counts ? 0 : 1 };
}
