import { IDENTITY_HEADER, type Identity, verifyIdentity } from "@angidi/subgraph";
import type { Caller } from "../pipeline/caller.ts";
import type { Refusal } from "../pipeline/refusal.ts";
import { type CredentialKind, refusedCredential } from "../plugins/authentication.ts";

/** Services that may call, by name. */
export type Services = Readonly<Record<string, { readonly scopes: readonly string[] }>>;

/** A signed identity is a few hundred bytes long. */
const longestIdentity = 4_096;

/**
 * Identities of services, signed with the platform's key. It is the header in which the gateway tells subgraphs who
 * calls, so from outside nothing in it is believed, nor silently passed over, but what a listed service signed of itself.
 */
export function serviceIdentities(services: Services, signingKey: string | undefined): CredentialKind {
  return {
    headerName: IDENTITY_HEADER,
    recognise(presented) {
      if (signingKey === undefined || presented.length > longestIdentity) throw refusedIdentity();
      const { caller } = verified(presented, signingKey);
      if (caller.kind !== "service" || !Object.hasOwn(services, caller.service)) throw refusedIdentity();
      return {
        kind: "service",
        id: `service:${caller.service}`,
        scopes: new Set(services[caller.service]!.scopes),
        roles: [],
        claims: { sub: caller.service },
        endUser: caller.onBehalfOf,
      } satisfies Caller;
    },
  };
}

/** Throws a Refusal. */
function verified(presented: string, signingKey: string): Identity {
  try {
    return verifyIdentity(presented, signingKey);
  } catch {
    throw refusedIdentity();
  }
}

function refusedIdentity(): Refusal {
  return refusedCredential("The service's identity is not valid");
}
