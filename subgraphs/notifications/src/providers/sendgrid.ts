import sharedService from "@sendgrid/mail";
import type { Notification } from "../domain/notification.ts";
import { type MessageProvider, outcomeOfStatus, providerTimeoutMilliseconds, readRetryAfter } from "./provider.ts";

/** The package offers one service for all; two accounts must not share a key. Its types leave the class out. */
type MailService = typeof sharedService;
const MailService = sharedService.constructor as new () => MailService;

export interface SendGridSettings {
  readonly apiKey: string;
  /** A sender that is verified there. */
  readonly from: string;
  readonly now: () => Date;
  /** Another address of the API. */
  readonly baseUrl?: string;
}

/** Mail by SendGrid, v3 Mail Send. */
export function sendGrid({ apiKey, from, now, baseUrl }: SendGridSettings): MessageProvider {
  const service = new MailService();
  service.setApiKey(apiKey);
  service.setTimeout(providerTimeoutMilliseconds);
  if (baseUrl) clientOf(service).setDefaultRequest("baseUrl", baseUrl);
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/>$/, "");

  return {
    name: "sendgrid",
    async send(message) {
      try {
        const [{ headers }] = await service.send({
          from,
          to: message.recipient,
          subject: message.subject,
          text: message.body,
          ...(message.html ? { html: message.html } : {}),
          headers: headersOf(message, domain),
          customArgs: { notification: message.id },
          // Links stay as they were written: rewritten ones tell who read what, and break the signed one.
          trackingSettings: { clickTracking: { enable: false, enableText: false }, openTracking: { enable: false } },
        });
        const id = (headers as Record<string, unknown>)["x-message-id"];
        return { kind: "sent", providerId: typeof id === "string" ? id : null };
      } catch (error) {
        const { code, response } = error as { code?: unknown; response?: { headers?: Record<string, unknown> } };
        const status = response && typeof code === "number" ? code : null;
        return outcomeOfStatus(status, `sendgrid:${code ?? "unreachable"}`, pauseOf(response?.headers ?? {}, now()));
      }
    },
  };
}

/** The service's own client, which its types leave out. */
function clientOf(service: MailService): { setDefaultRequest(key: "baseUrl", value: string): void } {
  return (service as unknown as { client: ReturnType<typeof clientOf> }).client;
}

/** A message sent twice after a crash carries the same Message-ID, by which mailboxes know it for one. */
function headersOf({ id, unsubscribeUrl }: Notification, domain: string): Record<string, string> {
  return {
    "Message-ID": `<${id}@${domain}>`,
    ...(unsubscribeUrl
      ? { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : {}),
  };
}

/** SendGrid says when its limit is lifted as seconds since the epoch. */
function pauseOf(headers: Record<string, unknown>, now: Date): number | null {
  const reset = Number(headers["x-ratelimit-reset"]);
  if (Number.isFinite(reset) && reset > 0) return Math.max(Math.ceil(reset - now.getTime() / 1000), 0);
  return readRetryAfter(headers["retry-after"], now);
}
