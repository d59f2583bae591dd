type Filter = Readonly<Record<string, unknown>>;

/** The calls whose filter is not their first argument, with where it is. */
const elsewhere: Readonly<Record<string, (args: readonly unknown[]) => readonly unknown[]>> = {
  aggregate: () => [],
  bulkWrite: ([writes]) => (writes as readonly object[]).map((write) => (Object.values(write)[0] as Filter).filter),
  command: () => [],
  distinct: ([, filter]) => [filter],
  estimatedDocumentCount: () => [],
  insertMany: () => [],
  insertOne: () => [],
};

/**
 * Throws a TypeError for a filter with a field that is undefined. What is undefined is not sent, so such a filter would
 * match whatever the field holds, and a deletion by it delete everything.
 */
export function checkFilters(call: string, args: readonly unknown[]): void {
  const filters = elsewhere[call]?.(args) ?? [args[0]];
  for (const filter of filters) {
    for (const [field, value] of Object.entries(filter ?? {})) {
      if (value === undefined) throw new TypeError(`The filter of ${call} has no value for ${field}.`);
    }
  }
}
