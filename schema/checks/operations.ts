import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GraphQLSchema, parse, validate } from "graphql";

const folder = fileURLToPath(new URL("../operations/", import.meta.url));

/** The example operations work as written. Gives one line for each mistake in one. */
export function invalidOperations(schema: GraphQLSchema): string[] {
  return globSync("**/*.graphql", { cwd: folder }).flatMap((file) => {
    try {
      const document = parse(readFileSync(join(folder, file), "utf8"));
      return validate(schema, document).map(
        ({ message, locations }) => `operations/${file}:${locations?.[0]?.line}: ${message}`,
      );
    } catch (error) {
      return [`operations/${file}: ${(error as Error).message}`];
    }
  });
}
