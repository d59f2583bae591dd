import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { resendNotification as resend } from "../../../usecases/resendNotification.ts";
import { notificationNotFound } from "../notFound.ts";

export const resendNotification: MutationResolvers["resendNotification"] = async (_parent, { input }, { ports }) => {
  const result = await resend(ports, input.id);
  if (result.kind === "not-found") return notificationNotFound();
  if (result.kind === "pending") {
    return { __typename: "NotificationPending", message: "The message waits to be sent already", path: ["id"] };
  }
  return { __typename: "NotificationResent", notification: result.notification };
};
