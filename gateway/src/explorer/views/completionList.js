import { element } from "./elements.js";

let count = 0;

/** The list of what may stand at the cursor of a text area; moved through by arrows, taken by Enter or Tab. */
export class CompletionList {
  #area;
  #complete;
  #placeOf;
  #insert;
  #list;
  #about;
  #box;
  #offered;
  #chosen = 0;

  constructor(area, { complete, placeOf, insert }) {
    const id = `completions-${++count}`;
    this.#area = area;
    this.#complete = complete;
    this.#placeOf = placeOf;
    this.#insert = insert;
    this.#list = element("ul", { id, role: "listbox", "aria-label": "Completions" });
    this.#about = element("div", { class: "about" });
    this.#box = element("div", { class: "completions", hidden: true }, this.#list, this.#about);
    area.setAttribute("aria-controls", id);
    area.parentNode.append(this.#box);
    // Else the text area would lose the focus, and the list with it.
    this.#box.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Offers what fits; when the writer did not ask for it, not if there is only what is typed already. */
  open(isAskedFor) {
    const offset = this.#area.selectionStart;
    const offered = this.#complete?.(this.#area.value, offset);
    const typed = offered && this.#area.value.slice(offered.from, offered.to);
    const isDone = offered?.items.length === 1 && offered.items[0].label === typed;
    if (!offered || offered.items.length === 0 || (!isAskedFor && isDone)) return this.close();
    this.#offered = offered;
    this.#chosen = 0;
    this.#list.replaceChildren(...offered.items.map((item, index) => this.#option(item, index)));
    this.#box.hidden = false;
    const { left, bottom, top } = this.#placeOf(offered.from);
    const room = this.#area.getBoundingClientRect();
    this.#box.style.left = `${Math.max(0, Math.min(left, room.width - this.#box.offsetWidth - 4))}px`;
    const fitsBelow = room.top + bottom + this.#box.offsetHeight < innerHeight;
    this.#box.style.top = fitsBelow ? `${bottom + 2}px` : `${top - this.#box.offsetHeight - 2}px`;
    this.#choose(0);
  }

  refresh() {
    if (!this.#box.hidden) this.open(false);
  }

  close() {
    this.#box.hidden = true;
    this.#area.removeAttribute("aria-activedescendant");
  }

  /** Whether a key is meant for the list. */
  handles(event) {
    if (this.#box.hidden || event.ctrlKey || event.metaKey || event.altKey) return false;
    const last = this.#offered.items.length - 1;
    switch (event.key) {
      case "ArrowDown":
        this.#choose(this.#chosen === last ? 0 : this.#chosen + 1);
        return true;
      case "ArrowUp":
        this.#choose(this.#chosen === 0 ? last : this.#chosen - 1);
        return true;
      case "PageDown":
        this.#choose(Math.min(last, this.#chosen + 8));
        return true;
      case "PageUp":
        this.#choose(Math.max(0, this.#chosen - 8));
        return true;
      case "Enter":
      case "Tab":
        if (event.shiftKey) return false;
        this.#take(this.#chosen);
        return true;
      case "Escape":
        this.close();
        return true;
      case "Backspace":
        setTimeout(() => this.refresh());
        return false;
      case "ArrowLeft":
      case "ArrowRight":
      case "Home":
      case "End":
        this.close();
        return false;
      default:
        return false;
    }
  }

  #option({ label, detail, isDeprecated }, index) {
    return element(
      "li",
      {
        id: `${this.#list.id}-${index}`,
        role: "option",
        class: isDeprecated ? "deprecated" : undefined,
        onclick: () => this.#take(index),
      },
      element("span", { class: "label" }, label),
      detail ? element("span", { class: "detail" }, detail) : "",
    );
  }

  #choose(index) {
    this.#list.children[this.#chosen]?.removeAttribute("aria-selected");
    this.#chosen = index;
    const option = this.#list.children[index];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#area.setAttribute("aria-activedescendant", option.id);
    const { description, isDeprecated, deprecationReason } = this.#offered.items[index];
    const about = [isDeprecated ? `Deprecated: ${deprecationReason}` : "", description ?? ""]
      .filter(Boolean)
      .join("\n");
    this.#about.textContent = about;
    this.#about.hidden = about === "";
  }

  #take(index) {
    const { from, items } = this.#offered;
    const { insert, caret } = items[index];
    // A word that went on past the cursor when the list was opened is replaced as a whole.
    const to = Math.max(this.#offered.to, this.#area.selectionStart);
    const text = fitted(insert, this.#area.value, from);
    const moved = text.length === insert.length ? caret : text.lastIndexOf("\n");
    this.#insert({ from, to, insert: text, caret: [from + moved, from + moved] });
    if (/[:@]\s$|on $/.test(insert.slice(0, caret))) this.open(false);
  }
}

/** A selection that comes with a field stands on lines of its own, at the field's indent. */
function fitted(insert, text, from) {
  if (!insert.endsWith(" {  }") || insert.includes("(")) return insert;
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  if (line.trim() !== "") return insert;
  return insert.replace(/\{ {2}\}$/, `{\n${line}  \n${line}}`);
}
