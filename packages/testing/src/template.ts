import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { migrate, migrateJobs } from "@angidi/datastores";
import pg from "pg";

/** A schema as a subgraph's module describes it. */
export interface SchemaUnderTest {
  name: string;
  migrations: readonly URL[];
  jobsSchema?: string;
}

interface Template {
  template: string;
  urlOf(schema: string, database: string): string;
}

const made = new Map<string, Promise<Template>>();

/**
 * The name of a database with these schemas migrated, made if this cluster does not have it yet. Its name holds a
 * hash of the migrations, so a changed one gives another template.
 */
export function templateFor(adminUrl: string, schemas: readonly SchemaUnderTest[]): Promise<Template> {
  const key = `${adminUrl} ${hashOf(schemas)}`;
  let template = made.get(key);
  if (!template) {
    template = makeTemplate(adminUrl, schemas);
    made.set(key, template);
  }
  return template;
}

async function makeTemplate(adminUrl: string, schemas: readonly SchemaUnderTest[]): Promise<Template> {
  const template = `template_${schemas[0]!.name}_${hashOf(schemas)}`;
  const urlOf = (schema: string, database: string) => {
    const url = new URL(adminUrl);
    url.pathname = database;
    url.username = roleOf(schema);
    url.password = ROLE_PASSWORD;
    return url.href;
  };
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Roles belong to the cluster, and other test files run beside this one: one at a time makes templates.
    await admin.query("SELECT pg_advisory_lock(hashtextextended('angidi.testing.template', 0))");
    const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (rowCount === 0) {
      const unfinished = `${template}_new`;
      await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${unfinished}`);
      for (const schema of schemas) await createSchema(admin, adminUrl, unfinished, schema);
      for (const { name, migrations, jobsSchema } of schemas) {
        await migrate({ url: urlOf(name, unfinished), schema: name, folders: migrations });
        if (jobsSchema) await migrateJobs({ url: urlOf(name, unfinished), schema: jobsSchema });
      }
      await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`); // only a complete one has the name
    }
    return { template, urlOf };
  } finally {
    await admin.end();
  }
}

const ROLE_PASSWORD = "angidi-test";

/** Roles outlive a run in a cluster that was given, so they are not named like those of a real deployment. */
function roleOf(schema: string): string {
  return `angidi_test_${schema}`;
}

/** As in a real deployment, the role owns its schemas and nothing else. */
async function createSchema(admin: pg.Client, adminUrl: string, database: string, schema: SchemaUnderTest) {
  const role = roleOf(schema.name);
  const { rowCount } = await admin.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${ROLE_PASSWORD}'`);
  const url = new URL(adminUrl);
  url.pathname = database;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public"); // as in `provision`
    for (const name of [schema.name, schema.jobsSchema].filter((name) => name !== undefined)) {
      await client.query(`CREATE SCHEMA ${name} AUTHORIZATION ${role}`);
    }
  } finally {
    await client.end();
  }
}

function hashOf(schemas: readonly SchemaUnderTest[]): string {
  const hash = createHash("sha256");
  for (const { name, migrations, jobsSchema } of schemas) {
    hash.update(`${name} ${jobsSchema ?? ""}\n`);
    for (const folder of migrations) {
      for (const file of readdirSync(folder).sort()) {
        hash.update(`${file}\n`).update(readFileSync(new URL(file, folder)));
      }
    }
  }
  return hash.digest("hex").slice(0, 12);
}
