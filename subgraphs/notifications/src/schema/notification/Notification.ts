import type { NotificationResolvers } from "../../generated/resolvers.ts";

export const Notification: NotificationResolvers = {
  template: ({ kind }) => kind,
  deliveryAttempts: ({ history }) => history,
};
