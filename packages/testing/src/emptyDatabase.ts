import { randomBytes } from "node:crypto";
import { asAdmin } from "./testDatabase.ts";

/** An empty database of one's own in the test run's cluster, for a whole platform that migrates it by itself. */
export async function emptyDatabase(purpose: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.TEST_POSTGRES_URL;
  if (!adminUrl) throw new Error("There is no TEST_POSTGRES_URL: is jest run with the configuration of the root?");
  const name = `test_${purpose}_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name}`));
  const url = new URL(adminUrl);
  url.pathname = name;
  return {
    url: url.href,
    drop: () =>
      asAdmin(adminUrl, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
