import type { Resolvers } from "../generated/resolvers.ts";
import { markNotificationRead } from "./notification/Mutation/markNotificationRead.ts";
import { resendNotification } from "./notification/Mutation/resendNotification.ts";
import { Notification } from "./notification/Notification.ts";
import { myNotifications } from "./notification/Query/myNotifications.ts";
import { notifications } from "./notification/Query/notifications.ts";
import { forgetPushDevice } from "./preference/Mutation/forgetPushDevice.ts";
import { registerPushDevice } from "./preference/Mutation/registerPushDevice.ts";
import { setNotificationPreference } from "./preference/Mutation/setNotificationPreference.ts";
import { setNotificationSettings } from "./preference/Mutation/setNotificationSettings.ts";
import { NotificationSettings } from "./preference/NotificationSettings.ts";
import { notificationPreferences } from "./preference/Query/notificationPreferences.ts";
import { notificationSettings } from "./preference/Query/notificationSettings.ts";
import { activateTemplateVersion } from "./template/Mutation/activateTemplateVersion.ts";
import { saveTemplate } from "./template/Mutation/saveTemplate.ts";
import { previewTemplate } from "./template/Query/previewTemplate.ts";
import { templates } from "./template/Query/templates.ts";
import { templateVersions } from "./template/Query/templateVersions.ts";

export const resolvers: Resolvers = {
  Query: {
    notifications,
    myNotifications,
    notificationPreferences,
    notificationSettings,
    templates,
    templateVersions,
    previewTemplate,
  },
  Mutation: {
    markNotificationRead,
    resendNotification,
    setNotificationPreference,
    setNotificationSettings,
    registerPushDevice,
    forgetPushDevice,
    saveTemplate,
    activateTemplateVersion,
  },
  Notification,
  NotificationSettings,
};
