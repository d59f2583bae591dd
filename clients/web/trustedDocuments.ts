/**
 * The storefront's operations, as they are sent: by the hash of their text, which the gateway looks up in the published
 * manifest (schema/trusted-documents.json). A graph without that manifest is taught the text once (automatic persisted queries).
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringifyDocument } from "@urql/core";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";

export interface TrustedOperation {
  readonly name: string;
  readonly type: "query" | "mutation" | "subscription";
  /** SHA-256 of the text, in hexadecimal. */
  readonly id: string;
  /** Exactly as the client writes it, so that the hash is the same at both ends. */
  readonly text: string;
}

const folder = import.meta.dirname;

/** The files that operations and fragments are written in. */
export const operationFiles: readonly string[] = globSync("src/**/*.graphql", { cwd: folder })
  .sort()
  .map((file) => join("clients/web", file));

/** All operations of the storefront, by name. Throws for two of one name, and for a fragment that is nowhere. */
export function trustedOperations(): readonly TrustedOperation[] {
  const definitions = operationFiles.flatMap(
    (file) => parse(readFileSync(join(folder, "../..", file), "utf8")).definitions,
  );
  const fragments = new Map(
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const operations = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => trusted(operation, fragments))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const twice = operations.find(({ name }, index) => operations[index + 1]?.name === name);
  if (twice) throw new Error(`Two operations of the storefront are called ${twice.name}`);
  return operations;
}

/** The manifest that the gateway reads: texts by id. */
export function trustedDocumentsManifest(): string {
  return `${JSON.stringify(Object.fromEntries(trustedOperations().map(({ id, text }) => [id, text])), null, 2)}\n`;
}

/** A module with one constant for each operation, typed by its data and variables. */
export function documentsModule(): string {
  const operations = trustedOperations();
  const types = operations.flatMap(({ name, type }) => {
    const full = `${name}${type[0]!.toUpperCase()}${type.slice(1)}`;
    return [full, `${full}Variables`];
  });
  return [
    `import type { TrustedDocument } from "../trustedDocument.ts";`,
    `import type {\n${types.map((type) => `  ${type},`).join("\n")}\n} from "./operations.ts";`,
    ...operations.map(({ name, type, id, text }) => {
      const full = `${name}${type[0]!.toUpperCase()}${type.slice(1)}`;
      return `export const ${name}: TrustedDocument<${full}, ${full}Variables> = {\n  id: "${id}",\n  text: ${JSON.stringify(text)},\n};`;
    }),
    "",
  ].join("\n\n");
}

function trusted(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): TrustedOperation {
  const name = operation.name?.value;
  if (!name) throw new Error("An operation of the storefront has no name");
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment) throw new Error(`${name} spreads ${value}, which is nowhere`);
        if (used.has(value)) return;
        used.set(value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
  // Printed first: urql would write a document that was parsed from a text as it stands there, its comments included.
  const text = stringifyDocument(print(document));
  return { name, type: operation.operation, text, id: createHash("sha256").update(text).digest("hex") };
}
