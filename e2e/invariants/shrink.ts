import type { Kept } from "./kept.ts";

/**
 * A smaller part of a plan that fails as well: first without some of the actors, then without some of what the others do.
 * `fails` tries one; since who comes first is a matter of timing, one that did not fail may be left out wrongly never, and
 * kept wrongly sometimes. Ends when nothing more can go, or time is up.
 */
export async function shrink(
  kept: Kept,
  fails: (fewer: Kept) => Promise<boolean>,
  hasTime: () => boolean = () => true,
): Promise<Kept> {
  const actors = await needed([...kept], (some) => fails(new Map(some)), hasTime);
  const operations = actors.flatMap(([actor, places]) => places.map((place) => ({ actor, place })));
  return byActor(await needed(operations, (some) => fails(byActor(some)), hasTime));
}

function byActor(operations: readonly { readonly actor: string; readonly place: number }[]): Kept {
  const actors = Map.groupBy(operations, ({ actor }) => actor);
  return new Map([...actors].map(([actor, own]) => [actor, own.map(({ place }) => place)]));
}

/** What of the items it takes to fail: halves are left out first, then quarters, in the end single ones. */
async function needed<Item>(
  items: readonly Item[],
  fails: (some: readonly Item[]) => Promise<boolean>,
  hasTime: () => boolean,
): Promise<readonly Item[]> {
  let left = items;
  for (let size = Math.ceil(left.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < left.length && hasTime(); ) {
      const fewer = left.toSpliced(at, size);
      if (fewer.length > 0 && (await fails(fewer))) left = fewer;
      else at += size;
    }
  }
  return left;
}
