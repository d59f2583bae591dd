type Container = Record<PropertyKey, unknown>;

/** The object or list once what its promises come to has taken their places; rejects with the first that fails. */
export async function whenFilled(container: object, keys: readonly PropertyKey[]): Promise<object> {
  const values = await Promise.all(keys.map((key) => (container as Container)[key]));
  for (let index = 0; index < keys.length; index++) (container as Container)[keys[index]!] = values[index];
  return container;
}

/** For an object or list that is given up: nobody waits for its promises any more, and one that fails harms nobody. */
export function letGo(container: object, keys: readonly PropertyKey[]): void {
  for (const key of keys) {
    ((container as Container)[key] as Promise<unknown>).then(undefined, () => {});
  }
}
