import { getNamedType, isAbstractType, isCompositeType, isRequiredArgument } from "graphql";
import * as edit from "../builder/edit.js";
import { operationsOf, readDocument } from "../language/operations.js";
import { button, element } from "./elements.js";
import { deprecationOf, descriptionOf, typeLabel } from "./typeLabel.js";

const kinds = ["query", "mutation", "subscription"];

/**
 * The operation as a tree of check boxes: root fields, their arguments, the fields below. A tick writes into the
 * document, and what is typed there shows as ticks.
 */
export class Builder {
  #schema;
  #document;
  #text = "";
  #error;
  /** Which of the document's operations the cursor is in. */
  #current = {};
  #opened = new Set(["query"]);
  #page = element("div", { class: "scroll tree" });
  #filter;
  #change;
  #openType;

  /** `change` gets what a tick makes of the document; `openType` shows a type's documentation. */
  constructor(place, { change, openType }) {
    this.#change = change;
    this.#openType = openType;
    this.#filter = element("input", {
      type: "search",
      placeholder: "Filter root fields",
      "aria-label": "Filter root fields",
      oninput: () => this.#draw(),
    });
    place.append(element("div", { class: "search" }, this.#filter), this.#page);
  }

  showSchema(schema) {
    this.#schema = schema;
    this.#draw();
  }

  /** Shows the operation that the cursor is in. */
  showDocument(text, cursor) {
    const { document, error } = readDocument(text);
    const operations = operationsOf(document);
    const at = operations.findLastIndex(({ node }) => node.loc.start <= cursor);
    const index = at < 0 && operations.length > 0 ? 0 : at;
    const isSame = text === this.#text && index === this.#current.index && !error === !this.#error;
    this.#text = text;
    this.#document = document;
    this.#error = error;
    if (isSame) return;
    const isOther = index !== this.#current.index || operations[index]?.kind !== this.#current.kind;
    this.#current = index < 0 ? {} : { index, ...operations[index] };
    if (isOther && this.#current.kind) this.#opened.add(this.#current.kind);
    this.#draw();
  }

  focus() {
    this.#filter.focus();
  }

  #draw() {
    if (!this.#schema) return this.#page.replaceChildren();
    const focused = document.activeElement?.dataset?.key;
    const { scrollTop } = this.#page;
    const notice = this.#error
      ? [element("p", { class: "state" }, "The document cannot be read just now; ticks show again when it can.")]
      : [];
    const sections = kinds.filter((kind) => this.#schema.getRootType(kind)).map((kind) => this.#section(kind));
    this.#page.replaceChildren(...notice, ...sections);
    this.#page.classList.toggle("stale", this.#error !== undefined);
    this.#page.scrollTop = scrollTop;
    if (focused) this.#page.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #section(kind) {
    const isCurrent = this.#current.kind === kind;
    const wanted = this.#filter.value.trim().toLowerCase();
    const isOpen = this.#opened.has(kind) || wanted !== "";
    const type = this.#schema.getRootType(kind);
    const target = { kind, operation: isCurrent ? this.#current.index : undefined, path: [] };
    const fields = Object.values(type.getFields()).filter(({ name }) => name.toLowerCase().includes(wanted));
    const name = isCurrent ? (this.#current.name ?? "without a name") : "in a new operation";
    return element(
      "section",
      {},
      element(
        "h2",
        {},
        this.#disclosure(kind, isOpen, kind),
        button(kind, () => this.#toggle(kind), { class: "plain kind" }),
        element("small", {}, name),
      ),
      isOpen ? this.#fields(type, target, kind, fields) : "",
    );
  }

  #fields(type, target, key, fields = Object.values(type.getFields?.() ?? {})) {
    const rows = fields.map((field) => this.#field(field, target, `${key}/${field.name}`));
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    return element(
      "ul",
      {},
      ...rows,
      ...possible.map((each) => this.#condition(each, target, `${key}/on ${each.name}`)),
    );
  }

  #field(field, parent, key) {
    const target = { ...parent, path: [...parent.path, { field: field.name }] };
    const node = this.#document && target.operation !== undefined ? edit.nodeOf(this.#document, target) : undefined;
    const type = getNamedType(field.type);
    const isParent = isCompositeType(type);
    const isOpen = this.#opened.has(key);
    const canOpen = isParent || field.args.length > 0;
    const inner = () => [
      deprecationOf(field.deprecationReason),
      descriptionOf(field.description),
      field.args.length > 0
        ? element(
            "ul",
            { class: "arguments" },
            ...field.args.map((each) => this.#argument(each, target, node, `${key}(${each.name}`)),
          )
        : "",
      isParent ? this.#fields(type, target, key) : "",
    ];
    return element(
      "li",
      {},
      element(
        "div",
        { class: `row${field.deprecationReason != null ? " deprecated" : ""}` },
        canOpen ? this.#disclosure(key, isOpen, field.name) : element("span", { class: "leaf" }),
        this.#tick(key, field.name, node !== undefined, (isOn) => {
          if (isOn) this.#opened.add(key);
          return isOn ? edit.add(this.#text, this.#schema, target) : edit.remove(this.#text, target);
        }),
        typeLabel(field.type, this.#openType),
      ),
      isOpen && canOpen ? element("div", { class: "inner" }, ...inner()) : "",
    );
  }

  #condition(type, parent, key) {
    const target = { ...parent, path: [...parent.path, { on: type.name }] };
    const node = this.#document && target.operation !== undefined ? edit.nodeOf(this.#document, target) : undefined;
    const isOpen = this.#opened.has(key);
    return element(
      "li",
      {},
      element(
        "div",
        { class: "row condition" },
        this.#disclosure(key, isOpen, type.name),
        this.#tick(key, `… on ${type.name}`, node !== undefined, (isOn) =>
          isOn ? edit.add(this.#text, this.#schema, target) : edit.remove(this.#text, target),
        ),
      ),
      isOpen ? element("div", { class: "inner" }, this.#fields(type, target, key)) : "",
    );
  }

  #argument(argument, target, node, key) {
    const isGiven = node?.arguments?.some(({ name }) => name.value === argument.name) ?? false;
    return element(
      "li",
      {},
      element(
        "div",
        {
          class: `row argument${argument.deprecationReason != null ? " deprecated" : ""}`,
          title: argument.description ?? "",
        },
        this.#tick(
          key,
          argument.name,
          isGiven,
          (isOn) =>
            isOn
              ? edit.addArgument(this.#text, this.#schema, target, argument)
              : edit.removeArgument(this.#text, target, argument.name),
          isRequiredArgument(argument) ? " required" : "",
        ),
        typeLabel(argument.type, this.#openType),
      ),
    );
  }

  #tick(key, label, isOn, act, note = "") {
    const box = element("input", {
      type: "checkbox",
      checked: isOn,
      disabled: this.#error !== undefined,
      onchange: () => this.#change(act(box.checked)),
    });
    box.dataset.key = key;
    return element("label", {}, box, element("span", { class: `name${note}` }, label));
  }

  #disclosure(key, isOpen, label) {
    const made = button(isOpen ? "▾" : "▸", () => this.#toggle(key), {
      class: "disclosure",
      "aria-expanded": String(isOpen),
      "aria-label": `What is in ${label}`,
    });
    made.dataset.key = `disclosure:${key}`;
    return made;
  }

  #toggle(key) {
    if (!this.#opened.delete(key)) this.#opened.add(key);
    this.#draw();
  }
}
