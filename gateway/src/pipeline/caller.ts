import { anonymous, type EndUser } from "@angidi/subgraph";

/** Who sends a request, as far as it is proved. */
export interface Caller {
  readonly kind: "anonymous" | "user" | "partner" | "service";
  /** Tells callers apart in rate limits and shared reads, such as `user:018f…`; all guests are one. */
  readonly id: string;
  /** What the caller may do; "*" stands for everything. */
  readonly scopes: ReadonlySet<string>;
  readonly roles: readonly string[];
  /** What the credential says besides, for policies and header rules. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The end user in whose name subgraphs are called. */
  readonly endUser: EndUser;
  /** When the credential runs out, in milliseconds since 1970. */
  readonly expiresAt?: number;
  /** The contract variant that the credential is bound to. */
  readonly variant?: string;
  /** Whether nothing but trusted documents may be sent. */
  readonly trustedDocumentsOnly?: boolean;
}

const keys = new WeakMap<Caller, string>();

/**
 * The same for callers whom every subgraph answers alike. The id alone will not do: somebody may have signed in twice,
 * and have other rights each time.
 */
export function callerKeyOf(caller: Caller): string {
  let key = keys.get(caller);
  if (key === undefined) {
    key = `${caller.id} ${JSON.stringify(caller.endUser)}`;
    keys.set(caller, key);
  }
  return key;
}

export const guest: Caller = {
  kind: "anonymous",
  id: "anonymous",
  scopes: new Set(),
  roles: [],
  claims: {},
  endUser: anonymous,
};
