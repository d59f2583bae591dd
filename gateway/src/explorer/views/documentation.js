import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from "graphql";
import { membersOf, search } from "../documentation/search.js";
import { afterPause, button, element } from "./elements.js";
import { deprecationOf, descriptionOf, typeLabel } from "./typeLabel.js";

const kinds = [
  ["Objects", isObjectType],
  ["Interfaces", isInterfaceType],
  ["Unions", isUnionType],
  ["Inputs", isInputObjectType],
  ["Enums", isEnumType],
  ["Scalars", isScalarType],
];

/** What the schema says of itself: its types by name or found by a word, and the way that led to the one shown. */
export class Documentation {
  #schema;
  #trail = [];
  #page = element("div", { class: "scroll" });
  #search;
  #add;

  /** `add` is called with a type and one of its fields that is to go into the operation. */
  constructor(place, { add }) {
    this.#add = add;
    this.#search = element("input", {
      type: "search",
      placeholder: "Find types, fields, arguments",
      "aria-label": "Find types, fields, arguments",
      oninput: afterPause(80, () => this.#draw()),
    });
    place.append(element("div", { class: "search" }, this.#search), this.#page);
  }

  show(schema) {
    this.#schema = schema;
    this.#trail = this.#trail.filter((name) => schema?.getType(name));
    this.#draw();
  }

  open(name, member) {
    this.#search.value = "";
    const at = this.#trail.indexOf(name);
    this.#trail = at >= 0 ? this.#trail.slice(0, at + 1) : [...this.#trail, name];
    this.#draw();
    this.#page.scrollTop = 0;
    const row = member && this.#page.querySelector(`[data-member="${CSS.escape(member)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.classList.add("found");
  }

  focus() {
    this.#search.focus();
    this.#search.select();
  }

  #draw() {
    if (!this.#schema) return this.#page.replaceChildren();
    const wanted = this.#search.value.trim();
    const type = this.#schema.getType(this.#trail.at(-1) ?? "");
    this.#page.replaceChildren(...(wanted ? this.#found(wanted) : type ? this.#type(type) : this.#home()));
  }

  #home() {
    const types = Object.values(this.#schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
    const roots = ["query", "mutation", "subscription"].flatMap((kind) => this.#schema.getRootType(kind) ?? []);
    return [
      descriptionOf(this.#schema.description),
      this.#names("Operations", roots),
      ...kinds.map(([title, isOfKind]) =>
        this.#names(
          title,
          types.filter((type) => isOfKind(type) && !roots.includes(type)),
        ),
      ),
    ];
  }

  #names(title, types) {
    if (types.length === 0) return "";
    const sorted = title === "Operations" ? types : types.toSorted((one, other) => one.name.localeCompare(other.name));
    const links = sorted.map(({ name }) =>
      element(
        "li",
        {},
        button(name, () => this.open(name), { class: "link" }),
      ),
    );
    return element("section", {}, element("h2", {}, title), element("ul", { class: "names" }, ...links));
  }

  #found(wanted) {
    const hits = search(this.#schema, wanted);
    if (hits.length === 0) return [element("p", { class: "state" }, `Nothing is called “${wanted}”`)];
    const rows = hits.map(({ type, member, argument }) => {
      const name = [type.name, member?.name].filter(Boolean).join(".") + (argument ? `(${argument.name}:)` : "");
      const about = (argument ?? member ?? type).description ?? "";
      const isOld = (argument ?? member)?.deprecationReason != null;
      return element(
        "li",
        {},
        button(name, () => this.open(type.name, member?.name), { class: `link${isOld ? " deprecated" : ""}` }),
        element("p", { class: "description short" }, about),
      );
    });
    return [element("ul", { class: "members" }, ...rows)];
  }

  #type(type) {
    const kind = kinds
      .find(([, isOfKind]) => isOfKind(type))[0]
      .toLowerCase()
      .replace(/s$/, "");
    const names = (title, types) =>
      types.length === 0
        ? ""
        : element(
            "p",
            { class: "related" },
            `${title} `,
            ...types.flatMap((each) => [typeLabel(each, (name) => this.open(name)), " "]),
          );
    return [
      this.#breadcrumbs(),
      element("h2", { class: "title" }, type.name, element("small", {}, kind)),
      descriptionOf(type.description),
      names("Implements", type.getInterfaces?.() ?? []),
      names(
        isUnionType(type) ? "One of" : "Implemented by",
        isAbstractType(type) ? [...this.#schema.getPossibleTypes(type)] : [],
      ),
      type.specifiedByURL ? element("p", { class: "related" }, `Specified by ${type.specifiedByURL}`) : "",
      type.isOneOf ? element("p", { class: "related" }, "Exactly one of these fields is given") : "",
      element("ul", { class: "members" }, ...membersOf(type).map((member) => this.#member(type, member))),
    ];
  }

  #breadcrumbs() {
    const steps = ["Schema", ...this.#trail.slice(0, -1)];
    const links = steps.flatMap((name, index) => {
      const go = () => {
        this.#trail = this.#trail.slice(0, index);
        this.#draw();
      };
      return [button(name, go, { class: "link" }), element("span", { "aria-hidden": "true" }, " › ")];
    });
    return element("nav", { class: "trail", "aria-label": "Way here" }, ...links, this.#trail.at(-1));
  }

  #member(type, member) {
    const open = (name) => this.open(name);
    const isOutput = !isInputObjectType(type) && !isEnumType(type);
    const args = (member.args ?? []).map((argument) =>
      element(
        "li",
        { class: argument.deprecationReason != null ? "deprecated" : undefined },
        element("code", {}, argument.name),
        ": ",
        typeLabel(argument.type, open),
        defaultOf(argument),
        descriptionOf(argument.description),
      ),
    );
    return element(
      "li",
      { "data-member": member.name },
      element(
        "div",
        { class: "signature" },
        element("code", { class: member.deprecationReason != null ? "deprecated" : undefined }, member.name),
        member.type ? ": " : "",
        member.type ? typeLabel(member.type, open) : "",
        member.args ? "" : defaultOf(member),
        isOutput
          ? button("+", () => this.#add(type, member), {
              class: "add",
              title: `Put ${member.name} into the operation`,
              "aria-label": `Put ${member.name} into the operation`,
            })
          : "",
      ),
      deprecationOf(member.deprecationReason),
      descriptionOf(member.description),
      args.length > 0 ? element("ul", { class: "arguments" }, ...args) : "",
    );
  }
}

function defaultOf({ defaultValue }) {
  return defaultValue === undefined ? "" : element("span", { class: "default" }, ` = ${JSON.stringify(defaultValue)}`);
}
