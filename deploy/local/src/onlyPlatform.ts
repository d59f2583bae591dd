import pg from "pg";
import { PlatformError } from "./platformError.ts";

/**
 * Holds the embedded PostgreSQL for one platform: a second one on the same folder would answer from the same data on
 * another port, which nobody means. The database lets go when this process ends, however it ends.
 */
export async function beTheOnlyPlatform(adminUrl: string, folder: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: "angidi platform" });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ alone: boolean }>(
    "SELECT pg_try_advisory_lock(hashtextextended('angidi.platform', 0)) AS alone",
  );
  if (rows[0]?.alone) return () => client.end();
  await client.end();
  throw new PlatformError(
    `Angidi is running already with the data in ${folder}: stop it, or name another folder with ANGIDI_DATA.`,
  );
}
