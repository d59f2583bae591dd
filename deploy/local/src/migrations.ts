import { migrate, migrateJobs } from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { databaseUrlOf, type Environment, engineUrlOf, type SubgraphModule } from "@angidi/subgraph";
import { PlatformError } from "./platformError.ts";

/** Applies what is missing of all migrations, side by side, and gives their number. */
export async function migrateAll(modules: readonly SubgraphModule[], environment: Environment): Promise<number> {
  const schemas = [
    ...modules
      .filter((module) => !isOnDocumentsAlone(module, environment))
      .map(({ name, migrations }) => ({ schema: name, folders: [...migrations] })),
    { schema: eventLogSchema, folders: [eventLogMigrations] },
  ];
  const applied = await Promise.all([
    ...schemas.map(({ schema, folders }) => migrate({ url: urlOf(schema, environment), schema, folders })),
    ...modules.map(({ name, jobsSchema }) =>
      jobsSchema ? migrateJobs({ url: urlOf(name, environment), schema: jobsSchema }) : false,
    ),
  ]);
  return applied.reduce<number>((sum, one) => sum + Number(one), 0);
}

/** What keeps its data on MongoDB makes its own collections, and may have no PostgreSQL at all. */
function isOnDocumentsAlone({ name, collections }: SubgraphModule, environment: Environment): boolean {
  return (
    collections !== undefined &&
    engineUrlOf(name, "MONGODB_URL", environment) !== undefined &&
    databaseUrlOf(name, environment) === undefined
  );
}

function urlOf(schema: string, environment: Environment): string {
  const url = databaseUrlOf(schema, environment);
  if (!url)
    throw new PlatformError(
      `There is no database for ${schema}: set DATABASE_URL or ${schema.toUpperCase()}_DATABASE_URL.`,
    );
  return url;
}
