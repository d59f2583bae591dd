import { type Database, openMigratedDatabase } from "@angidi/datastores";
import { databaseUrlOf, type Environment } from "@angidi/subgraph";
import { PlatformError } from "../platformError.ts";
import { loadSubgraphs } from "../subgraphs.ts";

/** The subgraphs that have to agree with each other. */
export const bookkeepers = ["orders", "payments", "inventory", "carts"] as const;
export type Bookkeeper = (typeof bookkeepers)[number];

/** Their databases, which cannot be written by these connections. */
export type Books = Readonly<Record<Bookkeeper, Database>>;

/** Opens the books that an environment names. Throws PlatformError where it names none, SchemaBehind before migrations. */
export async function openBooks(environment: Environment): Promise<{ readonly books: Books; close(): Promise<void> }> {
  const opened: [string, Database][] = [];
  const close = async () => {
    await Promise.all(opened.map(([, database]) => database.close()));
  };
  try {
    for (const { name: schema, migrations } of await loadSubgraphs(bookkeepers)) {
      // A page of orders whose rows lie far apart may take its time.
      const settings = { poolSize: 2, applicationName: "angidi audit", statementTimeoutMilliseconds: 120_000 };
      opened.push([
        schema,
        await openMigratedDatabase({ url: readOnlyUrlOf(schema, environment), schema, migrations, ...settings }),
      ]);
    }
    return { books: Object.fromEntries(opened) as Books, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readOnlyUrlOf(schema: string, environment: Environment): string {
  const given = databaseUrlOf(schema, environment);
  if (!given) throw new PlatformError(`There is no database for ${schema}: set DATABASE_URL or its own.`);
  const url = new URL(given);
  const options = url.searchParams.get("options");
  url.searchParams.set("options", `${options ? `${options} ` : ""}-c default_transaction_read_only=on`);
  return url.href;
}
