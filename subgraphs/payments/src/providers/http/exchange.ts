import { setTimeout as pause } from "node:timers/promises";
import { Agent, request } from "undici";
import { ProviderUnavailable } from "../paymentProvider.ts";

/** How long a provider is waited for. A call is repeated within its deadline: all that we ask can be asked again. */
export interface Patience {
  /** Of a whole call with its repeats. */
  readonly deadlineMilliseconds: number;
  /** Of one attempt. */
  readonly attemptMilliseconds: number;
  readonly attempts: number;
}

/** Below the 8 s that orders waits for payments, so that a call's end is known to whoever asked for it. */
export const usualPatience: Patience = { deadlineMilliseconds: 7_000, attemptMilliseconds: 5_000, attempts: 3 };

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Exchange {
  /**
   * The provider's answer. Throws ProviderUnavailable when there is none but 409, 429 or 5xx within the deadline; of
   * these only one that the provider keeps under the key (Stripe says `idempotent-replayed`) is an answer.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Another call with the same key is still at work (409), or there are too many calls (429). */
const later = [409, 429];

/** HTTP to one provider: a bounded number of connections, deadlines, and repeats with growing pauses. */
export function openExchange(provider: string, patience: Patience = usualPatience): Exchange {
  const agent = new Agent({ connections: 64, connect: { timeout: 3_000 } });

  async function attempt({ url, ...given }: HttpRequest, deadline: AbortSignal): Promise<HttpAnswer> {
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(patience.attemptMilliseconds)]);
    const { statusCode, headers, body } = await request(url, { ...given, dispatcher: agent, signal });
    return { status: statusCode, headers: plain(headers), body: await body.text() };
  }

  return {
    async send(asked) {
      const deadline = AbortSignal.timeout(patience.deadlineMilliseconds);
      let last = "no answer";
      for (let attempts = 1; attempts <= patience.attempts; attempts++) {
        let advised: string | undefined;
        try {
          const answer = await attempt(asked, deadline);
          if (answer.status < 500 && !later.includes(answer.status)) return answer;
          // What went wrong is kept under the call's key: the same is told however often it is asked.
          if (answer.headers["idempotent-replayed"] === "true") return answer;
          advised = answer.headers["retry-after"];
          last = `status ${answer.status}`;
        } catch (error) {
          last = codeOf(error);
        }
        if (attempts === patience.attempts || deadline.aborted) break;
        await pause(pauseAfter(attempts, advised), undefined, { signal: deadline }).catch(() => {});
        if (deadline.aborted) break;
      }
      // No more than that: an address or an answer can hold what is nobody's to read.
      throw new ProviderUnavailable(`${provider} does not answer: ${last}`);
    },
    close: () => agent.destroy(),
  };
}

/** 0.1 s, then 0.3 s, with jitter; or as long as the provider asks for. */
function pauseAfter(attempts: number, advised: string | undefined): number {
  const usual = 100 * 3 ** (attempts - 1) * (0.5 + Math.random());
  return advised && /^\d{1,3}$/.test(advised) ? Math.max(usual, Number(advised) * 1_000) : usual;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "a fault";
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : error.name;
}

function plain(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
