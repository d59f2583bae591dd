/** The open tabs, each with a document and variables, and which of them is shown. There is always one. */
export class Tabs {
  #store;
  #tabs;
  #active;

  /** `store` reads and writes what is kept from one visit to the next. */
  constructor(store, first = { document: "", variables: "" }) {
    this.#store = store;
    const { tabs, active } = store.read({ tabs: [], active: 0 });
    const usable = Array.isArray(tabs) ? tabs.filter((tab) => typeof tab?.document === "string") : [];
    this.#tabs = usable.length > 0 ? usable : [{ ...first }];
    this.#active = Number.isInteger(active) && this.#tabs[active] ? active : 0;
  }

  get all() {
    return this.#tabs.map((tab, index) => ({ ...tab, title: titleOf(tab), isActive: index === this.#active }));
  }

  get active() {
    return this.#tabs[this.#active];
  }

  choose(index) {
    this.#active = Math.max(0, Math.min(index, this.#tabs.length - 1));
    this.#keep();
  }

  /** Opens a tab; one with nothing in it is used for that. */
  open({ document = "", variables = "" } = {}) {
    const isUnused = this.active.document.trim() === "" && document !== "";
    if (isUnused) this.#tabs[this.#active] = { document, variables };
    else this.#active = this.#tabs.push({ document, variables }) - 1;
    this.#keep();
  }

  close(index) {
    this.#tabs.splice(index, 1);
    if (this.#tabs.length === 0) this.#tabs.push({ document: "", variables: "" });
    if (index < this.#active || this.#active === this.#tabs.length) this.#active--;
    this.choose(this.#active);
  }

  change(parts) {
    Object.assign(this.active, parts);
    this.#keep();
  }

  #keep() {
    this.#store.write({ tabs: this.#tabs, active: this.#active });
  }
}

/** The name of the document's first operation, or its first field. */
export function titleOf({ document }) {
  const bare = document.replace(/#.*$/gm, "");
  const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(bare)?.[1] ?? /\{\s*(\w+)/.exec(bare)?.[1];
  return name ?? "Untitled";
}
