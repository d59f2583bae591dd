import { type Caller, guest } from "../pipeline/caller.ts";
import type { IncomingHeaders } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { type Refusal, refusal } from "../pipeline/refusal.ts";

/** Says who sends a request with these headers. Throws, or rejects with, a Refusal for a credential that proves nothing. */
export type Authenticate = (headers: IncomingHeaders) => Caller | Promise<Caller>;

/** A kind of credential. */
export interface CredentialKind {
  /** The header in which it comes, in lower case. */
  readonly headerName: string;
  /** Who presents it. Throws, or rejects with, a Refusal unless it proves something. */
  recognise(presented: string): Caller | Promise<Caller>;
}

/** Finds out who calls, unless the connection has settled that. */
export function authentication(authenticate: Authenticate): Plugin {
  return {
    name: "authentication",
    onRequest(exchange) {
      const { caller, headers } = exchange.incoming;
      if (caller) return;
      const found = authenticate(headers);
      if (!(found instanceof Promise)) {
        exchange.caller = found;
        return;
      }
      return found.then((known) => {
        exchange.caller = known;
      });
    },
  };
}

/**
 * Authentication by several kinds of credentials, each in a header of its own. None is a guest. One that proves nothing
 * refuses the whole request, since its sender takes itself for known; and so do several at once, even if each is good:
 * which of them would count is what a forger would try to have a say in.
 */
export function authenticateBy(kinds: readonly CredentialKind[]): Authenticate {
  return (headers) => {
    let kind: CredentialKind | undefined;
    for (const each of kinds) {
      if (isAbsent(headers[each.headerName])) continue;
      if (kind) throw refusal("Send one credential, not several", { code: "BAD_REQUEST" });
      kind = each;
    }
    if (!kind) return guest;
    const presented = headers[kind.headerName];
    if (typeof presented !== "string") throw refusedCredential("The credential is not valid");
    return kind.recognise(presented);
  };
}

function isAbsent(header: string | string[] | undefined): boolean {
  return header === undefined || header === "";
}

/** The credential proves nothing. Which of its properties is wrong is not said. */
export function refusedCredential(message: string): Refusal {
  return refusal(message, {
    code: "UNAUTHENTICATED",
    status: 401,
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  });
}

/** Nothing is wrong with the credential as far as we know: a client must not throw its session away for this. */
export function unverifiableCredential(): Refusal {
  return refusal("Credentials cannot be verified just now; try again", {
    code: "DOWNSTREAM_UNAVAILABLE",
    status: 503,
  });
}
