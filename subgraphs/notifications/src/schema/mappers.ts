import type { Settings } from "../domain/audience.ts";
import type { Notification } from "../domain/notification.ts";
import type { Template } from "../domain/template.ts";

/** What resolvers hand down for a type where that is not the type itself. */
export type NotificationMapper = Notification;

export type NotificationTemplateMapper = Template;

export type NotificationSettingsMapper = Settings;
