import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { configuration } from "../configuration.ts";
import { currentPath, mendSession, renewAndComeBack } from "../session/endedSession.ts";
import { accessToken } from "../session/session.ts";
import { clientFor } from "./client.ts";
import type { TrustedDocument } from "./trustedDocument.ts";

/** Why a field is missing from an answer. */
export interface GraphProblem {
  readonly message: string;
  /** Such as UNAUTHENTICATED; empty when the graph says none. */
  readonly code: string;
  /** The way to the field, outermost first. */
  readonly path: readonly (string | number)[];
}

/** An answer: what there is of it, and why the rest is missing. A branch that is down is null and has a problem. */
export interface Answer<Data> {
  readonly data: Data;
  readonly problems: readonly GraphProblem[];
}

/** The graph gave no data at all: it is away, took too long, or refused the request. */
export class GraphUnavailable extends Error {
  override readonly name = "GraphUnavailable";
  readonly problems: readonly GraphProblem[];

  constructor(message: string, problems: readonly GraphProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/**
 * Asks the graph for something on behalf of whoever the session is of. Rejects with GraphUnavailable when nothing came back.
 */
export async function ask<Data, Variables extends object>(
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  return send("query", document, variables);
}

/** Has the graph change something. Never sent twice: what takes an idempotency key may be called again by who made the key. */
export async function change<Data, Variables extends object>(
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  return send("mutation", document, variables);
}

async function send<Data, Variables extends object>(
  kind: "query" | "mutation",
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  await connection();
  const token = await accessToken();
  const answer = await sendAs(token, kind, document, variables);
  // A session that is refused is refused before anything is done, so there is no data.
  const isRefused = !answer.data && answer.problems.some(({ code }) => code === "UNAUTHENTICATED");
  if (!token || !isRefused) return whole(answer);
  // A page cannot set cookies; what changes something can.
  if (kind === "query") return renewAndComeBack(token);
  const mending = await mendSession(token);
  if (mending !== "renewed") redirect(`/login?to=${encodeURIComponent(await currentPath())}`);
  return whole(await sendAs(await accessToken(), kind, document, variables));
}

interface Received<Data> {
  readonly data: Data | null | undefined;
  readonly problems: readonly GraphProblem[];
  readonly failure: string | undefined;
}

async function sendAs<Data, Variables extends object>(
  token: string | undefined,
  kind: "query" | "mutation",
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
): Promise<Received<Data>> {
  const { graphUrl, graphDeadline } = configuration();
  const { data, error } = await clientFor(document, graphUrl)
    [kind]<Data, Variables>(document.text, variables, {
      fetchOptions: {
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(await forwarded()) },
        signal: AbortSignal.timeout(graphDeadline),
        cache: "no-store",
      },
    })
    .toPromise();
  const problems = (error?.graphQLErrors ?? []).map(({ message, path, extensions }) => ({
    message,
    code: typeof extensions?.code === "string" ? extensions.code : "",
    path: path ?? [],
  }));
  return { data, problems, failure: error?.networkError?.message };
}

function whole<Data>({ data, problems, failure }: Received<Data>): Answer<Data> {
  if (data === undefined || data === null) {
    throw new GraphUnavailable(failure ?? problems[0]?.message ?? "no data", problems);
  }
  return { data, problems };
}

/**
 * What the graph should know of the shopper's request: limits go by the address. It is that of who sent the request, and
 * not what they said it was (`security/incomingRequest.ts`).
 */
async function forwarded(): Promise<Record<string, string>> {
  const from = (await headers()).get("x-forwarded-for");
  return { "apollographql-client-name": "storefront", ...(from ? { "x-forwarded-for": from } : {}) };
}
