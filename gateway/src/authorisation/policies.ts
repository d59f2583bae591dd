import type { Logger } from "pino";
import { request } from "undici";
import { claimOf, textsIn } from "../authentication/rights.ts";
import type { Caller } from "../pipeline/caller.ts";
import type { OperationExchange } from "../pipeline/exchange.ts";
import type { AuthorisationSettings, ClaimPolicy, PolicyEndpoint } from "../settings/authorisation.ts";

/** Says which of the policies, by the names in `@policy`, are granted to a caller. What it leaves out is denied. */
export type Policies = (
  names: readonly string[],
  caller: Caller,
  exchange: OperationExchange,
) => ReadonlySet<string> | Promise<ReadonlySet<string>>;

/** Policies as the settings have them: some decided by a claim of the credential, all others by the endpoint if there is one. */
export function policiesBy({ byClaim, endpoint }: AuthorisationSettings["policies"], log: Logger): Policies {
  const ask = endpoint && policiesByEndpoint(endpoint, log);
  return (names, caller, exchange) => {
    const granted = new Set<string>();
    const others: string[] = [];
    for (const name of names) {
      if (!Object.hasOwn(byClaim, name)) others.push(name);
      else if (isGranted(byClaim[name]!, caller)) granted.add(name);
    }
    if (!ask || others.length === 0) return granted;
    const asked = ask(others, caller, exchange);
    const both = (more: ReadonlySet<string>) => new Set([...granted, ...more]);
    return asked instanceof Promise ? asked.then(both) : both(asked);
  };
}

function isGranted({ claim, equals, includes }: ClaimPolicy, { claims }: Caller): boolean {
  const given = claimOf(claims, claim);
  if (equals !== undefined) return given === equals;
  if (typeof includes === "string") return textsIn(given).includes(includes);
  return Array.isArray(given) && given.includes(includes);
}

interface Answered {
  readonly isGranted: boolean;
  /** Of the monotonic clock. */
  readonly until: number;
}

/** The most that is read of an answer. */
const longestAnswer = 65_536;

/**
 * Policies decided elsewhere over HTTP. What is asked of one credential is kept briefly; an endpoint that fails, is late
 * or answers with anything else denies what was asked, and that is not kept.
 */
export function policiesByEndpoint(endpoint: PolicyEndpoint, log: Logger): Policies {
  // One object stands for one credential as long as that is remembered, and all guests are one.
  const known = new WeakMap<Caller, Map<string, Answered>>();

  async function ask(names: readonly string[], caller: Caller, answers: Map<string, Answered>): Promise<string[]> {
    try {
      const granted = await grantedBy(endpoint, names, caller);
      const until = performance.now() + endpoint.keptSeconds * 1_000;
      for (const name of names) answers.set(name, { isGranted: granted.includes(name), until });
      return names.filter((name) => granted.includes(name));
    } catch (error) {
      log.error({ err: error }, "Policies cannot be decided, so they are denied");
      return [];
    }
  }

  return (names, caller) => {
    let answers = known.get(caller);
    if (!answers) {
      answers = new Map();
      known.set(caller, answers);
    }
    const granted = new Set<string>();
    const unknown: string[] = [];
    const now = performance.now();
    for (const name of names) {
      const answer = answers.get(name);
      if (!answer || answer.until <= now) unknown.push(name);
      else if (answer.isGranted) granted.add(name);
    }
    if (unknown.length === 0) return granted;
    return ask(unknown, caller, answers).then((more) => new Set([...granted, ...more]));
  };
}

/** Rejects for anything but a list of names. */
async function grantedBy(
  { url, headers, timeoutMilliseconds }: PolicyEndpoint,
  policies: readonly string[],
  { kind, id, scopes, claims }: Caller,
): Promise<readonly unknown[]> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ policies, caller: { kind, id, scopes: [...scopes], claims } }),
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`The policies' endpoint answered with status ${statusCode}`);
  }
  let text = "";
  for await (const chunk of body) {
    text += chunk;
    if (text.length > longestAnswer) throw new Error("The policies' endpoint answered too much");
  }
  const { granted } = JSON.parse(text) as { readonly granted?: unknown };
  if (!Array.isArray(granted)) throw new Error("The policies' endpoint answered without `granted`");
  return granted;
}
