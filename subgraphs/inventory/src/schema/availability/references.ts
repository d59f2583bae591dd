/** Products and variants are the catalogue's: a reference is taken as it is, with the SKUs that `@requires` brings. */
export function asReferred<Reference extends object>(references: readonly Reference[]): readonly Reference[] {
  return references;
}
