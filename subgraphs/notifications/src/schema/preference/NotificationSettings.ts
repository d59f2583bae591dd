import type { NotificationSettingsResolvers } from "../../generated/resolvers.ts";

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export const NotificationSettings: NotificationSettingsResolvers = {
  quietHours: ({ quietHours }) => quietHours && { from: clock(quietHours.from), until: clock(quietHours.until) },
};
