import type { Agent } from "node:http";
import { type Credential, cert, initializeApp } from "firebase-admin/app";
import { getMessaging, type TokenMessage } from "firebase-admin/messaging";
import type { AudienceStore } from "../data/audienceStore.ts";
import type { SendOutcome } from "../domain/delivery.ts";
import type { Notification } from "../domain/notification.ts";
import { type MessageProvider, readRetryAfter } from "./provider.ts";

export interface FirebaseSettings {
  readonly projectId: string;
  readonly credential: Credential;
  readonly devices: Pick<AudienceStore, "devicesOf" | "forgetDevices">;
  readonly now: () => Date;
  /** Makes the connections to the API, where it is not reached as usual. */
  readonly httpAgent?: Agent;
}

/** The key of a service account, as Firebase's console gives it: a JSON text. */
export function firebaseCredential(serviceAccount: string): Pick<FirebaseSettings, "projectId" | "credential"> {
  const { project_id, client_email, private_key } = JSON.parse(serviceAccount) as Record<string, string>;
  return {
    projectId: project_id!,
    credential: cert({ projectId: project_id!, clientEmail: client_email!, privateKey: private_key! }),
  };
}

/** The token stands for no app any more. */
const goneCodes = ["messaging/registration-token-not-registered", "messaging/invalid-registration-token"];
const limitCodes = [
  "messaging/quota-exceeded",
  "messaging/message-rate-exceeded",
  "messaging/device-message-rate-exceeded",
];
const permanentCodes = [
  "messaging/invalid-argument",
  "messaging/invalid-payload",
  "messaging/payload-size-limit-exceeded",
];

let apps = 0;

/** Push messages by Firebase Cloud Messaging (HTTP v1), to every device of a user. */
export function firebase({ projectId, credential, devices, now, httpAgent }: FirebaseSettings): MessageProvider {
  apps += 1;
  const app = initializeApp({ projectId, credential, ...(httpAgent ? { httpAgent } : {}) }, `notifications-${apps}`);
  const messaging = getMessaging(app);

  return {
    name: "firebase",
    async send(message) {
      const tokens = await devices.devicesOf(message.recipient);
      if (tokens.length === 0) return { kind: "permanent", code: "firebase:no-device" };
      const answers = await Promise.all(
        tokens.map((token) => messaging.send(pushOf(message, token)).then(sent, (error) => failed(error, now()))),
      );
      const gone = tokens.filter((_, index) => goneCodes.includes(codeOf(answers[index]!)));
      await devices.forgetDevices(gone);
      return together(answers);
    },
  };
}

/** The id as the collapse key: sent twice after a crash, the second takes the first one's place on the screen. */
function pushOf({ id, subject, body, kind, orderId }: Notification, token: string): TokenMessage {
  return {
    token,
    notification: { title: subject, body },
    data: { notificationId: id, kind, ...(orderId ? { orderId } : {}) },
    android: { collapseKey: id, notification: { tag: id } },
    apns: { headers: { "apns-collapse-id": id } },
    webpush: { notification: { tag: id } },
  };
}

function sent(name: string): SendOutcome {
  return { kind: "sent", providerId: name };
}

function failed(error: unknown, now: Date): SendOutcome {
  const { code, httpResponse } = error as { code?: unknown; httpResponse?: { headers?: Record<string, unknown> } };
  const text = typeof code === "string" ? code : "messaging/unreachable";
  if (limitCodes.includes(text)) {
    const retryAfterSeconds = readRetryAfter(httpResponse?.headers?.["retry-after"], now);
    return { kind: "rate-limited", code: text, retryAfterSeconds };
  }
  return { kind: [...goneCodes, ...permanentCodes].includes(text) ? "permanent" : "transient", code: text };
}

const codeOf = (outcome: SendOutcome) => (outcome.kind === "sent" ? "" : outcome.code);

/**
 * One outcome for all devices. One that has the message is enough: to try the others again would ring it a second time.
 * Without one, whatever may yet succeed counts before what cannot.
 */
function together(outcomes: readonly SendOutcome[]): SendOutcome {
  const of = (kind: SendOutcome["kind"]) => outcomes.find((outcome) => outcome.kind === kind);
  return of("sent") ?? of("rate-limited") ?? of("transient") ?? outcomes[0]!;
}
