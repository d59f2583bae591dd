/** What entries weigh, such as their length, and how much all of them may together. */
export interface Weight<Value> {
  readonly of: (key: string, value: Value) => number;
  readonly most: number;
}

/**
 * A map that forgets what has not been asked for the longest once it holds `capacity` entries, or they weigh too much. An
 * entry that is too heavy by itself is not kept at all.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;
  readonly #weight: Weight<Value> | undefined;
  #weighs = 0;
  /** The entry that was used last, which needs not be moved when it is used again. */
  #lastKey: string | undefined;

  constructor(capacity: number, weight?: Weight<Value>) {
    this.#capacity = capacity;
    this.#weight = weight;
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
    this.delete(key);
    this.#entries.set(key, value);
    if (this.#weight) this.#weighs += this.#weight.of(key, value);
    while (this.#isTooMuch) this.delete(this.#entries.keys().next().value as string);
  }

  delete(key: string): void {
    if (this.#weight && this.#entries.has(key)) this.#weighs -= this.#weight.of(key, this.#entries.get(key) as Value);
    this.#entries.delete(key);
  }

  get #isTooMuch(): boolean {
    return this.#entries.size > this.#capacity || this.#weighs > (this.#weight?.most ?? Number.POSITIVE_INFINITY);
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
