import { rmSync } from "node:fs";
import "./globalSetup.ts";

/** Stops the run's PostgreSQL and removes it. */
export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.angidiTestCluster;
  if (!cluster) return;
  await cluster.postgres.remove();
  rmSync(cluster.folder, { recursive: true, force: true });
}
