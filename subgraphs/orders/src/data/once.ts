import { claimKey, type Database, type KeyClaim, type Transaction } from "@angidi/datastores";

/** What came of acting once. */
export type Once<Refusal> =
  | { readonly kind: "acted" }
  /** It was done before, with this result. */
  | { readonly kind: "repeat"; readonly resultId: string }
  /** The key was used with another input. */
  | { readonly kind: "reused" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Whose key it is, and as whom they may have used it before. */
export interface KeyOwner {
  readonly caller: string;
  /** Null, or left out: as nobody else. */
  readonly formerly?: string | null;
}

/**
 * Acts once per idempotency key, in one transaction with the claim of the key. What `act` gives is a refusal: then
 * nothing is kept, the claim included, so that the key can be tried again.
 */
export type ActOnce = <Refusal>(
  claim: KeyClaim & KeyOwner,
  act: (transaction: Transaction) => Promise<Refusal | null>,
) => Promise<Once<Refusal>>;

class Refused<Refusal> extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("Refused");
    this.refusal = refusal;
  }
}

export function actOnceIn(database: Database): ActOnce {
  return async <Refusal>(
    { formerly, ...claim }: KeyClaim & KeyOwner,
    act: (transaction: Transaction) => Promise<Refusal | null>,
  ) => {
    try {
      return await database.transaction<Once<Refusal>>(async (transaction) => {
        // Both, the former first: a request of before that is still under way is waited for.
        for (const caller of formerly ? [formerly, claim.caller] : [claim.caller]) {
          const claimed = await claimKey(transaction, { ...claim, caller });
          if (claimed.kind !== "claimed") return claimed;
        }
        const refusal = await act(transaction);
        if (refusal !== null) throw new Refused(refusal);
        return { kind: "acted" };
      });
    } catch (error) {
      if (error instanceof Refused) return { kind: "refused", refusal: error.refusal };
      throw error;
    }
  };
}
