/**
 * The store that a consumer's effects go into, with the record of what has taken effect in it. `Scope` is its transaction.
 * Every store passes test/contract/effectStore.contract.ts.
 */
export interface EffectStore<Scope> {
  /** Runs `work` as one transaction, perhaps several times: what it throws rolls back, the record with it. */
  transaction<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /**
   * Records that events take effect for a group, and gives the ids of those that had not been recorded. Whoever records
   * the same ones meanwhile waits for the end of this transaction, or has to begin again.
   */
  recordConsumed(scope: Scope, group: string, eventIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Moves what a group has handled of subjects to newer versions; each subject is there once. Gives what the version of
   * each moved one was before, null for none, by its key. Concurrency as with `recordConsumed`.
   */
  recordVersions(
    scope: Scope,
    group: string,
    newest: ReadonlyMap<SubjectKey, SubjectVersion>,
  ): Promise<ReadonlyMap<SubjectKey, number | null>>;
}

/** Names a subject among those of all sources. */
export type SubjectKey = string;

export interface SubjectVersion {
  readonly source: string;
  readonly subject: string;
  readonly version: number;
}

export function subjectKey({ source, subject }: { readonly source: string; readonly subject: string }): SubjectKey {
  return `${source} ${subject}`;
}
