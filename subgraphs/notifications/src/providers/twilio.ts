import twilioPackage from "twilio";
import { type MessageProvider, outcomeOfStatus, providerTimeoutMilliseconds, readRetryAfter } from "./provider.ts";

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number of the account in E.164, or a messaging service's SID (MG…). */
  readonly from: string;
  readonly now: () => Date;
  /** Another address of the API. */
  readonly baseUrl?: string;
}

type HttpClient = InstanceType<typeof twilioPackage.RequestClient>;
type HttpRequest = Parameters<HttpClient["request"]>[0];

/** The package's errors keep no headers, so a rate limit is told from inside its HTTP client. */
class RateLimited extends Error {
  readonly retryAfterSeconds: number | null;

  constructor(retryAfterSeconds: number | null) {
    super("Twilio takes no more for now");
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Text messages by Twilio, Programmable Messaging. */
export function twilio({ accountSid, authToken, from, now, baseUrl }: TwilioSettings): MessageProvider {
  const http = new twilioPackage.RequestClient({ timeout: providerTimeoutMilliseconds });
  const httpClient = {
    async request(request: HttpRequest) {
      const uri = baseUrl ? request.uri.replace(/^https:\/\/[^/]+/, baseUrl) : request.uri;
      const response = await http.request({ ...request, uri });
      if (response.statusCode !== 429) return response;
      const headers = (response as { headers?: Record<string, unknown> }).headers ?? {};
      throw new RateLimited(readRetryAfter(headers["retry-after"], now()));
    },
  };
  const client = twilioPackage(accountSid, authToken, { httpClient: httpClient as unknown as HttpClient });
  const sender = from.startsWith("MG") ? { messagingServiceSid: from } : { from };

  return {
    name: "twilio",
    async send({ recipient, body }) {
      try {
        const { sid } = await client.messages.create({ ...sender, to: recipient, body });
        return { kind: "sent", providerId: sid };
      } catch (error) {
        if (error instanceof RateLimited) {
          return { kind: "rate-limited", code: "twilio:429", retryAfterSeconds: error.retryAfterSeconds };
        }
        // `code` is Twilio's own (21610: the recipient has opted out); its messages repeat the number and are left out.
        const { status, code } = error as { status?: unknown; code?: unknown };
        return outcomeOfStatus(typeof status === "number" ? status : null, `twilio:${code ?? "unreachable"}`, null);
      }
    },
  };
}
