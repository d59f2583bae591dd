import { send } from "./connection.js";

const introspection = `query Schema {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      name kind description
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason type { ...Type }
        args { name defaultValue type { ...Type } }
      }
      inputFields { name description defaultValue type { ...Type } }
      enumValues(includeDeprecated: true) { name description }
      possibleTypes { name }
      interfaces { name }
    }
  }
}
fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }`;

const mostFound = 60;

/** Shows the schema in `place`: the root types at first, a type when it is chosen, what is found while searching. */
export async function showDocs(place, search) {
  const { result } = await send({ query: introspection }, {});
  const schema = result?.data?.__schema;
  if (!schema) return place.replaceChildren(element("p", "wrong", "The schema cannot be read"));

  const types = new Map(schema.types.map((type) => [type.name, type]));
  const roots = [schema.queryType, schema.mutationType, schema.subscriptionType].flatMap((type) => type?.name ?? []);
  const open = (name) => {
    search.value = "";
    place.replaceChildren(...pageOf(types.get(name), open, home));
    place.scrollTop = 0;
  };
  const home = () => {
    const names = [...types.keys()].filter((name) => !name.startsWith("__") && !roots.includes(name)).sort();
    place.replaceChildren(
      element("h2", "", "Operations"),
      list(roots.map((name) => [linkTo(name, open)])),
      element("h2", "", "Types"),
      list(names.map((name) => [linkTo(name, open)])),
    );
  };
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    if (!wanted) return home();
    place.replaceChildren(list(found(types, wanted).map(([type, field]) => [linkTo(type, open), field])));
  });
  home();
}

function found(types, wanted) {
  const hits = [];
  for (const { name, fields, inputFields } of types.values()) {
    if (name.startsWith("__")) continue;
    if (name.toLowerCase().includes(wanted)) hits.push([name, ""]);
    for (const field of fields ?? inputFields ?? []) {
      if (field.name.toLowerCase().includes(wanted)) hits.push([name, `.${field.name}`]);
    }
  }
  return hits.slice(0, mostFound);
}

function pageOf(type, open, home) {
  const back = element("button", "link", "← all types");
  back.addEventListener("click", home);
  const names = (types) => types.flatMap(({ name }) => [linkTo(name, open), " "]);
  return [
    back,
    element("h2", "", type.name),
    element("p", "quiet", type.kind.toLowerCase().replace("_", " ")),
    element("p", "", type.description ?? ""),
    ...(type.interfaces?.length ? [element("p", "", "implements ", ...names(type.interfaces))] : []),
    ...(type.possibleTypes ? [element("p", "", "one of ", ...names(type.possibleTypes))] : []),
    list([
      ...(type.fields ?? type.inputFields ?? []).map((field) => memberOf(field, open)),
      ...(type.enumValues ?? []).map(({ name, description }) => [element("code", "", name), describe(description)]),
    ]),
  ];
}

function memberOf({ name, args = [], type, description, defaultValue, isDeprecated, deprecationReason }, open) {
  return [
    element("code", "", name),
    ...(args.length
      ? ["(", ...args.flatMap((each, at) => [at ? ", " : "", `${each.name}: `, ...typeOf(each.type, open)]), ")"]
      : []),
    ": ",
    ...typeOf(type, open),
    defaultValue ? ` = ${defaultValue}` : "",
    describe(isDeprecated ? `Deprecated: ${deprecationReason}. ${description ?? ""}` : description),
  ];
}

function typeOf(type, open) {
  if (type.kind === "NON_NULL") return [...typeOf(type.ofType, open), "!"];
  if (type.kind === "LIST") return ["[", ...typeOf(type.ofType, open), "]"];
  return [linkTo(type.name, open)];
}

function describe(description) {
  return description ? element("div", "quiet", description) : "";
}

function linkTo(name, open) {
  const link = element("button", "link", name);
  link.type = "button";
  link.addEventListener("click", () => open(name));
  return link;
}

function list(items) {
  return element("ul", "", ...items.map((parts) => element("li", "", ...parts)));
}

/** Texts go in as texts: nothing of what the schema says is taken for markup. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}
