import { createHash, hash } from "node:crypto";
import type { Caller } from "../pipeline/caller.ts";
import type { OperationExchange } from "../pipeline/exchange.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import type { CacheScope } from "./cacheScope.ts";

/** Gives, as a text, what subgraphs are told of a request beside who asks, for which header rules provide. */
export type PassedOn = (exchange: OperationExchange) => string;

/**
 * The key of an answer: two requests of one key are answered alike. It holds the supergraph and its variant, the
 * operation, its variables as they were coerced, who asks as far as that matters, and what else subgraphs are told.
 */
export function responseKey(
  exchange: OperationExchange,
  { identity, scope, passedOn }: { readonly identity: string; readonly scope: CacheScope; readonly passedOn: string },
): string {
  const { operation, variables, caller, access } = exchange;
  const asker = scope === "PUBLIC" ? "" : scope === "RIGHTS" ? rightsOf(caller) : personOf(caller);
  // Coerced, objects have their fields in the order of the schema and variables in that of the operation.
  const given = operation.node.variableDefinitions?.length ? JSON.stringify(variables) : "";
  return hash("sha256", JSON.stringify([identity, given, asker, access?.key ?? "", passedOn]), "base64url");
}

/** What is the same in the keys of all answers of an operation. */
export function identityOf({ variant, hash: documentHash, name }: KnownOperation): string {
  return JSON.stringify([supergraphHash(variant.supergraph), variant.name ?? "", documentHash, name ?? ""]);
}

const hashes = new WeakMap<LoadedSupergraph, string>();

function supergraphHash(supergraph: LoadedSupergraph): string {
  let hashed = hashes.get(supergraph);
  if (hashed === undefined) {
    hashed = createHash("sha256").update(supergraph.sdl).digest("hex");
    hashes.set(supergraph, hashed);
  }
  return hashed;
}

const rights = new WeakMap<Caller, string>();

/** Equal for callers of the same kind, roles, scopes and customer groups, to us and to subgraphs. */
function rightsOf(caller: Caller): string {
  let text = rights.get(caller);
  if (text === undefined) {
    const { kind, roles, scopes, endUser } = caller;
    const ofUser =
      endUser.kind === "user"
        ? [sorted(endUser.roles), sorted(endUser.scopes ?? []), sorted(endUser.groups ?? [])]
        : [];
    text = JSON.stringify([kind, sorted(roles), sorted(scopes), endUser.kind, ...ofUser]);
    rights.set(caller, text);
  }
  return text;
}

function personOf(caller: Caller): string {
  const { id, endUser } = caller;
  return JSON.stringify([rightsOf(caller), id, endUser.kind === "user" ? endUser.userId : ""]);
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
