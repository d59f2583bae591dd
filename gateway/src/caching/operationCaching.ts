import type { KnownOperation } from "../pipeline/operation.ts";
import { notKept, type OperationPolicy, policyOf } from "./cachePolicy.ts";
import { type ContentTags, contentTagsOf } from "./contentTags.ts";
import { identityOf } from "./responseKey.ts";

/** What is known about keeping an operation's answers, whoever sends it. */
export interface OperationCaching {
  readonly policy: OperationPolicy;
  /** Of operations whose answers are kept. */
  readonly identity: string;
  /** Of operations whose answers are kept, and of mutations. */
  readonly tags: ContentTags | undefined;
}

const nothing: OperationCaching = { policy: notKept, identity: "", tags: undefined };
const known = new WeakMap<KnownOperation, OperationCaching>();

/** Worked out when an operation is first met. */
export function cachingOf(operation: KnownOperation): OperationCaching {
  let caching = known.get(operation);
  if (!caching) {
    caching = make(operation);
    known.set(operation, caching);
  }
  return caching;
}

function make(operation: KnownOperation): OperationCaching {
  const policy = policyOf(operation);
  if (policy.maxAge > 0) return { policy, identity: identityOf(operation), tags: contentTagsOf(operation) };
  return operation.kind === "mutation" ? { ...nothing, tags: contentTagsOf(operation) } : nothing;
}
