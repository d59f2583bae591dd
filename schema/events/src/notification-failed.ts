import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

/** A message could not be delivered and is not tried again. It says nothing of the recipient or of what was written. */
export const notificationFailed = eventContract(
  "notification.failed",
  z.object({
    notificationId: z.string(),
    /** What it was about, such as ORDER_SHIPPED. */
    kind: z.string(),
    /** EMAIL, SMS, PUSH or IN_APP. */
    channel: z.string(),
    /** The order's opaque id. */
    orderId: z.string().nullable(),
    /** Null for a guest. */
    userId: z.string().nullable(),
    /** The provider's, such as sendgrid:400. */
    code: z.string(),
  }),
);
export type NotificationFailed = EventOf<typeof notificationFailed>;
