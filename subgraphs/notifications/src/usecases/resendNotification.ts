import type { Notification } from "../domain/notification.ts";
import type { Ports } from "../ports.ts";

export type ResendResult =
  | { readonly kind: "due"; readonly notification: Notification }
  | { readonly kind: "not-found" }
  | { readonly kind: "pending" };

/**
 * Makes a message due again, as it was written. While it is pending it is on its way already, so that pressing twice
 * sends once.
 */
export async function resendNotification(
  { notifications, wakeSender, now }: Pick<Ports, "notifications" | "wakeSender" | "now">,
  id: string,
): Promise<ResendResult> {
  const notification = await notifications.reopen(id, now());
  if (!notification) return { kind: (await notifications.byId(id)) ? "pending" : "not-found" };
  wakeSender();
  return { kind: "due", notification };
}
