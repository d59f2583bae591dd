import type { KeyClaim } from "@angidi/datastores";
import type { Store, StoreTransaction } from "../../data/store.ts";

/** What came of acting once. */
export type Once<Refusal> =
  /** Now or before, with this result. */
  | { readonly kind: "done"; readonly resultId: string }
  /** The key was used with another input. */
  | { readonly kind: "reused" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Thrown to roll the claim of the key back. */
class Refused<Refusal> extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("Refused");
    this.refusal = refusal;
  }
}

/**
 * Acts once for an idempotency key, in one transaction with the claim of it. What `act` gives is a refusal: then nothing is
 * kept, the claim included, so that the key can be tried again.
 */
export async function actOnce<Refusal>(
  store: Pick<Store, "transaction">,
  claim: KeyClaim,
  act: (transaction: StoreTransaction) => Promise<Refusal | null>,
): Promise<Once<Refusal>> {
  try {
    return await store.transaction(async (transaction): Promise<Once<Refusal>> => {
      const claimed = await transaction.claimKey(claim);
      if (claimed.kind === "reused") return { kind: "reused" };
      if (claimed.kind === "repeat") return { kind: "done", resultId: claimed.resultId };
      const refusal = await act(transaction);
      if (refusal !== null) throw new Refused(refusal);
      return { kind: "done", resultId: claim.resultId };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", refusal: error.refusal };
    throw error;
  }
}
