import type { NamedReference } from "../domain/product.ts";

/** Where brands are kept, and where sellers are: things with a name that is unique whatever its capitals. */
export interface PartyRepository {
  byIds(ids: readonly string[]): Promise<readonly NamedReference[]>;
  /** Those of these names, made where there is none yet, by `nameKey`. */
  ensure(names: readonly string[]): Promise<ReadonlyMap<string, NamedReference>>;
  /** A new one, or null when the name is taken. */
  insert(party: NamedReference): Promise<NamedReference | null>;
  /** By name, after the one whose name's key is `after`. */
  list(page: { readonly after: string | null; readonly limit: number }): Promise<readonly NamedReference[]>;
}
