/**
 * `npm run audit`: compares the books of orders, payments, inventory and carts, in the databases of DATABASE_URL and
 * <NAME>_DATABASE_URL or else in the embedded PostgreSQL, and prints what does not agree. Ends with 1 if anything does not.
 */
import { auditPlatform } from "./src/audit/auditPlatform.ts";
import { bookkeepers } from "./src/audit/books.ts";
import { readConfig } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { live } from "./src/life.ts";
import { PlatformError } from "./src/platformError.ts";
import { createProgress } from "./src/progress.ts";
import { openStores } from "./src/stores.ts";
import { loadSubgraphs } from "./src/subgraphs.ts";

await live(process.env, async ({ atEnd }) => {
  const config = readConfig(process.env);
  openDataFolder(config.dataFolder);
  const opened = await openStores(config, createProgress(process.stdout));
  atEnd(opened.close);
  const { environment } = await opened.provision(await loadSubgraphs(bookkeepers));
  const { orders, underWay, discrepancies } = await auditPlatform(environment, ({ rule, subject, detail }) =>
    process.stdout.write(`${subject}: ${detail}\n  broken: ${rule}\n`),
  );
  process.stdout.write(`${orders} orders audited, ${underWay} of them under way: ${discrepancies} discrepancies\n`);
  if (discrepancies > 0) throw new PlatformError("The books do not agree.");
  return "done";
});
