import { getNamedType } from "graphql";
import { button, element } from "./elements.js";

/** A type as it is written, its name leading to where it is described. */
export function typeLabel(type, open) {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return element(
    "span",
    { class: "type" },
    before,
    button(name, () => open(name), { class: "link" }),
    after,
  );
}

/** A description's text; code in it, between back quotes, as code. */
export function descriptionOf(text) {
  if (!text) return "";
  const parts = text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
  return element("p", { class: "description" }, ...parts);
}

export function deprecationOf(reason) {
  return reason == null ? "" : element("p", { class: "deprecation" }, `Deprecated: ${reason}`);
}
