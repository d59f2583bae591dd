import { readFileSync } from "node:fs";
import { type DefinitionNode, Kind, type OperationDefinitionNode, parse, print } from "graphql";

/** One named operation with the types of what it takes and gives (generated from its document). */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly text: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** Types only, never set. */
  readonly types?: { readonly data: Data; readonly variables: Variables };
}

/** The operations of a `.graphql` document by name, each with the fragments of the document that it needs. */
export function loadOperations(file: URL): Readonly<Record<string, string>> {
  const { definitions } = parse(readFileSync(file, "utf8"), { noLocation: true });
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(
    definitions.filter(isNamedOperation).map((definition) => {
      const needed = fragments.filter((fragment) => mentions(definition, fragment.name.value, fragments, new Set()));
      return [definition.name.value, [definition, ...needed].map(print).join("\n\n")];
    }),
  );
}

/** One of the operations that `loadOperations` gives. Throws for a name that the document does not have. */
export function operation<Data, Variables>(
  operations: Readonly<Record<string, string>>,
  name: string,
): Operation<Data, Variables> {
  const text = operations[name];
  if (text === undefined) throw new Error(`The document has no operation ${name}`);
  const kind = /^\s*(query|mutation|subscription)\b/.exec(text)?.[1] as Operation<Data, Variables>["kind"];
  return { name, text, kind };
}

type NamedOperation = OperationDefinitionNode & { readonly name: NonNullable<OperationDefinitionNode["name"]> };

function isNamedOperation(node: DefinitionNode): node is NamedOperation {
  return node.kind === Kind.OPERATION_DEFINITION && node.name !== undefined;
}

/** Whether a definition spreads the fragment, itself or by way of another fragment. */
function mentions(
  node: DefinitionNode,
  fragment: string,
  fragments: readonly (DefinitionNode & { name: { value: string } })[],
  seen: Set<string>,
): boolean {
  const spreads = [...print(node).matchAll(/\.\.\.\s*([A-Za-z_]\w*)/g)].map((match) => match[1]!);
  if (spreads.includes(fragment)) return true;
  return fragments.some(({ name: { value }, ...rest }) => {
    if (!spreads.includes(value) || seen.has(value)) return false;
    seen.add(value);
    return mentions({ ...rest, name: { kind: Kind.NAME, value } } as DefinitionNode, fragment, fragments, seen);
  });
}
