const most = 100;

/** What was run, the latest first: `{ document, variables, title, when, isFine }`. Running the same again moves it up. */
export class History {
  #store;
  #entries;

  constructor(store) {
    this.#store = store;
    const entries = store.read([]);
    this.#entries = Array.isArray(entries) ? entries.filter((each) => typeof each?.document === "string") : [];
  }

  get entries() {
    return [...this.#entries];
  }

  add(entry) {
    const isSame = (each) => each.document === entry.document && each.variables === entry.variables;
    this.#entries = [entry, ...this.#entries.filter((each) => !isSame(each))].slice(0, most);
    this.#store.write(this.#entries);
  }

  /** Those that have the text in their title, document or variables. */
  find(text) {
    const wanted = text.trim().toLowerCase();
    return this.#entries.filter(({ title, document, variables }) =>
      [title, document, variables].some((each) => (each ?? "").toLowerCase().includes(wanted)),
    );
  }

  clear() {
    this.#entries = [];
    this.#store.write([]);
  }
}
