/**
 * A number from 0 up to 1 that looks random and is the same for the same key on every machine and in every run: FNV-1a
 * with the last mixing of MurmurHash3. Keys instead of a running generator: a product added to the tables changes no
 * other.
 */
export function fraction(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of the list. */
export function pick<Item>(list: readonly Item[], key: string): Item {
  const item = list[Math.floor(fraction(key) * list.length)];
  if (item === undefined) throw new Error(`There is nothing to pick from for ${key}`);
  return item;
}

/** So many of the list, in the list's order. */
export function pickSome<Item>(list: readonly Item[], count: number, key: string): Item[] {
  const chosen = new Set(shuffled(list, key).slice(0, count));
  return list.filter((item) => chosen.has(item));
}

/** The list in another order. */
export function shuffled<Item>(list: readonly Item[], key: string): Item[] {
  return list
    .map((item, index) => ({ item, place: fraction(`${key} ${index}`) }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
