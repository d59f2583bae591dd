/**
 * Writes the types that type checking stands on; nothing needs them to run (docs/decisions/0003-generated-types-only.md).
 *
 *     subgraphs/<name>/src/generated/resolvers.ts   what each resolver takes and gives, from the subgraph's own SDL
 *     …/src/generated/<other>.ts                    the calls of src/services/<other>.graphql, from the other's SDL,
 *                                                   its internal fields included
 *     e2e/src/generated/operations.ts               the operations of the scenarios, from the public schema
 *     clients/web/src/graph/generated/…             the storefront's operations, likewise, and the documents that it sends;
 *                                                   schema/trusted-documents.json, by which the gateway knows them
 *
 * `npm run codegen` does it when an input has changed since the last time.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { sdlOf } from "@angidi/subgraph";
import { generate } from "@graphql-codegen/cli";
import { documentsModule, operationFiles, trustedDocumentsManifest } from "./clients/web/trustedDocuments.ts";
import { publicSchemaOf, readSupergraph } from "./schema/supergraph.ts";
import { trustedDocumentsFile } from "./schema/trustedDocuments.ts";

const root = import.meta.dirname;
const stampFile = join(root, "node_modules/.cache/angidi/codegen");

const names = globSync("subgraphs/*/src/schema", { cwd: root })
  .map((folder) => folder.split("/")[1]!)
  .sort();
const sdl = (name: string) => sdlOf(pathToFileURL(join(root, "subgraphs", name, "src/schema/")));

const scalars = { ID: "string", MinorUnits: "number", DateTime: "string" };
const common = {
  enumsAsTypes: true,
  immutableTypes: true,
  useTypeImports: true,
  emitLegacyCommonJSImports: false,
  scalars,
};
/** A resolver may give a Date where the schema says DateTime: the scalar writes it. */
const resolverScalars = {
  ...scalars,
  ID: { input: "string", output: "string" },
  DateTime: { input: "string", output: "string | Date" },
};

interface Output {
  readonly file: string;
  readonly schema: string;
  readonly documents?: readonly string[];
  readonly plugins: readonly string[];
  readonly config: object;
}

const storefront = "clients/web/src/graph/generated";
const outputs = [
  ...names.flatMap(outputsOf),
  ...callsOf("deploy/local/src"),
  ...scenarioOutputs(),
  operations(`${storefront}/operations.ts`, publicSchemaOf(readSupergraph()), operationFiles),
];
const stamp = stampOf(outputs);
if (process.argv.includes("--force") || !isFresh()) {
  try {
    await generate(config(), true);
    writeFileSync(join(root, storefront, "documents.ts"), documentsModule());
    writeFileSync(trustedDocumentsFile, trustedDocumentsManifest());
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
    process.stdout.write(`Generated ${outputs.length} files of types\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

function config(): Parameters<typeof generate>[0] {
  return {
    silent: true,
    errorsOnly: true,
    cwd: root,
    generates: Object.fromEntries(
      outputs.map(({ file, schema, documents, plugins, config }) => [
        file,
        { schema, plugins: [...plugins], config, ...(documents ? { documents: [...documents] } : {}) },
      ]),
    ),
  };
}

function outputsOf(name: string): Output[] {
  const source = `subgraphs/${name}/src`;
  return [
    {
      file: `${source}/generated/resolvers.ts`,
      schema: sdl(name),
      plugins: ["typescript", "typescript-resolvers"],
      config: { ...common, scalars: resolverScalars, federation: true, ...ownTypes(source) },
    },
    ...callsOf(source),
  ];
}

function callsOf(source: string): Output[] {
  return globSync(`${source}/services/*.graphql`, { cwd: root }).flatMap((document) => {
    const other = basename(document, ".graphql");
    return operations(`${source}/generated/${other}.ts`, sdl(other), [document]);
  });
}

/** The subgraph's own context, and what its resolvers hand down as a type where that is not the type itself. */
function ownTypes(source: string): object {
  const mappers = join(root, source, "schema/mappers.ts");
  return {
    ...(existsSync(join(root, source, "context.ts")) ? { contextType: "../context.ts#Context" } : {}),
    ...(existsSync(mappers) ? { mappers: mappersOf(mappers) } : {}),
  };
}

/** Every `export … FooMapper` of src/schema/mappers.ts stands for the type Foo. */
function mappersOf(file: string): Record<string, string> {
  const exported = readFileSync(file, "utf8").matchAll(/^export (?:type|interface) (\w+)Mapper\b/gm);
  return Object.fromEntries([...exported].map(([, type]) => [type!, `../schema/mappers.ts#${type}Mapper`]));
}

function scenarioOutputs(): Output[] {
  const documents = globSync("e2e/src/*.graphql", { cwd: root });
  return documents.length === 0
    ? []
    : [operations("e2e/src/generated/operations.ts", publicSchemaOf(readSupergraph()), documents)];
}

function operations(file: string, schema: string, documents: readonly string[]): Output {
  return { file, schema, documents, plugins: ["typescript-operations"], config: { ...common, skipTypename: false } };
}

function isFresh(): boolean {
  return (
    [...outputs.map(({ file }) => file), `${storefront}/documents.ts`].every((file) => existsSync(join(root, file))) &&
    existsSync(trustedDocumentsFile) &&
    readFileSync(trustedDocumentsFile, "utf8") === trustedDocumentsManifest() &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === stamp
  );
}

/** Of all that the outputs depend on: schemas, documents, these lines and the generator's version. */
function stampOf(all: readonly Output[]): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  hash.update(readFileSync(import.meta.filename));
  hash.update(documentsModule());
  for (const { documents = [], ...output } of all) {
    hash.update(JSON.stringify(output));
    for (const document of documents) hash.update(readFileSync(join(root, document)));
  }
  return hash.digest("hex");
}
