/** A map that forgets what has not been asked for the longest once it holds `capacity` entries. */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;
  /** The entry that was used last, which needs not be moved when it is used again. */
  #lastKey: string | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** All values, the one unused for longest first; none counts as used by that. */
  values(): MapIterator<Value> {
    return this.#entries.values();
  }

  /** The value under `key`, which counts as used by that. */
  get(key: string): Value | undefined {
    const known = this.#entries.get(key);
    if (known === undefined || key === this.#lastKey) return known;
    // A Map keeps the order of insertion, so the entry just used goes to the end.
    this.#lastKey = key;
    this.#entries.delete(key);
    this.#entries.set(key, known);
    return known;
  }

  set(key: string, value: Value): void {
    this.#lastKey = key;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.#entries.keys().next().value as string);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** The value under `key`, made by `make` when there is none; nothing is kept of a `make` that throws. */
  getOrMake(key: string, make: () => Value): Value {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }
}
