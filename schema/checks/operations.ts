import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GraphQLSchema, parse, validate } from "graphql";
import type { VariantName } from "../variants.ts";

const folder = fileURLToPath(new URL("../operations/", import.meta.url));

/** Files of operations that are not for shoppers. */
const variantOfFile: Readonly<Record<string, VariantName>> = {
  "staff.graphql": "admin",
  "catalogue.graphql": "admin",
  "partner.graphql": "partner",
};

/** The example operations work as written for those whom they are for. Gives one line for each mistake in one. */
export function invalidOperations(schemas: Readonly<Record<VariantName, GraphQLSchema>>): string[] {
  return globSync("**/*.graphql", { cwd: folder }).flatMap((file) => {
    try {
      const schema = schemas[variantOfFile[file] ?? "shopper"];
      const document = parse(readFileSync(join(folder, file), "utf8"));
      return validate(schema, document).map(
        ({ message, locations }) => `operations/${file}:${locations?.[0]?.line}: ${message}`,
      );
    } catch (error) {
      return [`operations/${file}: ${(error as Error).message}`];
    }
  });
}
