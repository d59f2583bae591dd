import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { request } from "undici";
import { type Program, startProgram } from "../src/childProcess.ts";
import { withoutEngines } from "../src/engines.ts";
import { type Platform, startPlatform } from "../src/platform.ts";
import { freePort } from "../src/ports.ts";

const patience = 120_000;

let folder: string;
let running: Platform[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "angidi-life-"));
  chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((platform) => platform.stop()));
  rmSync(folder, { recursive: true, force: true });
}, patience);

async function start(): Promise<Platform> {
  const platform = await startPlatform({
    mode: "one-process",
    environment: { ...withoutEngines, ANGIDI_DATA: folder, DATABASE_URL: "", DEMO: "off" },
  });
  running.push(platform);
  return platform;
}

async function ask(platform: Platform, query: string, variables: object = {}): Promise<Record<string, never>> {
  const { body } = await request(platform.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await body.json()) as { data: Record<string, never>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const register = `mutation ($input: RegisterInput!) { register(input: $input) { __typename } }`;
const login = `mutation ($input: LoginInput!) { login(input: $input) { __typename } }`;
const someone = { email: "someone@example.com", password: "correct horse battery" };

test(
  "data survive a stop and a kill; PostgreSQL left running is adopted, and stopped by the next clean stop",
  async () => {
    const first = await start();
    await ask(first, register, { input: { ...someone, displayName: "Someone" } });
    await first.stop();
    expect(postgresOf(folder)).toBe(false);

    const second = await start();
    expect(await ask(second, login, { input: someone })).toEqual({ login: { __typename: "Session" } });
    await second.kill();
    expect(postgresOf(folder)).toBe(true);

    const third = await start();
    expect(third.output()).toContain("found running");
    expect(await ask(third, login, { input: someone })).toEqual({ login: { __typename: "Session" } });
    await third.stop();
    expect(postgresOf(folder)).toBe(false);
  },
  patience,
);

test(
  "a second platform on the same folder is refused and leaves the first alone",
  async () => {
    const first = await start();
    const second = await attempt();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Angidi is running already with the data in ${folder}`);
    expect(await ask(first, "{ products(first: 1) { edges { node { title } } } }")).toHaveProperty("products");
  },
  patience,
);

test(
  "a database in pieces is told in a sentence",
  async () => {
    const platform = await start();
    await platform.stop();
    const cluster = join(folder, "postgres", "cluster");
    writeFileSync(join(cluster, "global", "pg_control"), "");
    const second = await attempt();
    expect(await second.ended).toBe(1);
    expect(second.output()).not.toMatch(/^ +at /m);
    expect(second.output().trimEnd().split("\n").at(-1)).toMatch(/PostgreSQL/);
  },
  patience,
);

async function attempt(): Promise<Program> {
  return startProgram("deploy/local/main.ts", {
    PATH: process.env.PATH,
    STOREFRONT: "off",
    ANGIDI_DATA: folder,
    PORT: String(await freePort()),
  });
}

/** Whether a server runs on the folder's cluster. */
function postgresOf(data: string): boolean {
  return readdirSync(join(data, "postgres", "cluster")).includes("postmaster.pid");
}
