import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type EmbeddedPostgres,
  EmbeddedPostgresFailed,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
} from "../src/index.ts";

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "embedded-"));
  chmodSync(home, 0o711); // run by root, PostgreSQL is another user
  folder = join(home, 'the "shop\'s" $DATA \u00e9');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ folder, durable: false });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error("It did not fail.");
    },
    (error) => {
      expect(error).toBeInstanceOf(EmbeddedPostgresFailed);
      expect(error.message).not.toContain("\n");
      return error.message as string;
    },
  );

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const database = openDatabase({ url, schema: "shop" });
  try {
    return await database.query<Row>(`test.${Buffer.from(text).toString("hex").slice(0, 50)}`, text);
  } finally {
    await database.close();
  }
}

async function provisioned(postgres: EmbeddedPostgres): Promise<string> {
  await postgres.provision({ schemas: [{ name: "shop", jobsSchema: "shop_jobs" }, { name: "other" }] });
  return postgres.url("shop");
}

describe("an embedded PostgreSQL", () => {
  test("keeps its data and passwords from one start to the next", async () => {
    const first = await startEmbeddedPostgres({ folder });
    expect(first.adopted).toBe(false);
    const url = await provisioned(first);
    await migrate({ url, schema: "shop", folders: [new URL("./tables/", import.meta.url)] });
    await ask(url, "INSERT INTO accounts VALUES ('Ada', 1)");
    await first.stop();
    expect(existsSync(join(folder, "cluster", "postmaster.pid"))).toBe(false);

    const phrases: string[] = [];
    const second = await startEmbeddedPostgres({ folder, onProgress: (phrase) => phrases.push(phrase) });
    expect(phrases).toEqual(["Starting PostgreSQL"]);
    expect(await provisioned(second)).toBe(url);
    expect(await ask(url, "SELECT name FROM accounts")).toEqual([{ name: "Ada" }]);
    await second.stop();
  });

  test("gives each role its own schemas and no other", async () => {
    const postgres = await start();
    const url = await provisioned(postgres);
    await ask(url, "CREATE TABLE shop.mine (a int)");
    await ask(url, "CREATE TABLE shop_jobs.mine (a int)");
    await expect(ask(url, "CREATE TABLE other.mine (a int)")).rejects.toThrow("permission denied");
    await expect(ask(url, "CREATE SCHEMA more")).rejects.toThrow("permission denied");
    await expect(ask(postgres.url("other"), "SELECT * FROM shop.mine")).rejects.toThrow("permission denied");
    await postgres.stop();
  });

  test("lets nobody in without a password, and keeps the passwords to its owner", async () => {
    const postgres = await start();
    const url = new URL(postgres.adminUrl("postgres"));
    url.password = "guess";
    await expect(ask(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
    url.password = "";
    await expect(ask(url.href, "SELECT 1")).rejects.toThrow("password");
    expect(statSync(join(folder, "settings.json")).mode & 0o777).toBe(0o600);
    await postgres.stop();
  });

  test("is reached by its Unix socket, and by TCP too", async () => {
    const postgres = await start();
    const url = new URL(postgres.adminUrl("postgres"));
    const byTcp = "SELECT inet_client_addr() IS NOT NULL AS tcp";
    if (process.platform !== "win32") expect(await ask(url.href, byTcp)).toEqual([{ tcp: false }]);
    url.searchParams.delete("host");
    expect(await ask(url.href, byTcp)).toEqual([{ tcp: true }]);
    await postgres.stop();
  });

  test("that a killed process left running is adopted, with all that was committed", async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL("./embedded/startAndHang.ts", import.meta.url)), folder],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [url] = await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");

    const postgres = await start();
    expect(postgres.adopted).toBe(true);
    expect(postgres.url("shop")).toBe(String(url).trim());
    expect(await ask(postgres.url("shop"), "SELECT * FROM kept")).toEqual([{ one: 1 }]);
    await postgres.stop();
    await expect(ask(String(url).trim(), "SELECT 1 AS one")).rejects.toThrow("cannot be reached");
  });

  test("is shared by those who use it at once, and stopped by the last", async () => {
    const [one, two, three] = await Promise.all([start(), start(), start()]);
    expect([one, two, three].filter(({ adopted }) => adopted)).toHaveLength(2);
    await Promise.all([one.stop(), two.stop()]);
    expect(await ask(three.adminUrl("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await three.stop();
    await three.stop();
    await expect(ask(three.adminUrl("postgres"), "SELECT 1 AS one")).rejects.toThrow("cannot be reached");
  });

  test("moves to another port when its own was taken", async () => {
    const first = await start();
    const port = Number(new URL(first.adminUrl()).port);
    await first.stop();
    const intruder = createServer().listen(port, "127.0.0.1");
    await once(intruder, "listening");
    const second = await start();
    expect(await ask(second.adminUrl("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(Number(new URL(second.adminUrl()).port)).not.toBe(port);
    await second.stop();
    intruder.close();
  });

  test("starts although a crash left its file and the process id is someone else's by now", async () => {
    const first = await start();
    const file = join(folder, "cluster", "postmaster.pid");
    const written = readFileSync(file, "utf8");
    await first.stop();
    writeFileSync(file, written.replace(/^\d+/, String(process.ppid)));
    if (isRoot) spawnSync("chown", ["--reference", join(folder, "cluster"), file]);
    const second = await start();
    expect(second.adopted).toBe(false);
    await second.stop();
  });

  test("is removed with all its data", async () => {
    const postgres = await start();
    await postgres.remove();
    const anew = await start();
    expect(anew.adopted).toBe(false);
    await expect(ask(anew.adminUrl(), "SELECT 1")).rejects.toThrow("does not exist");
    await anew.remove();
  });

  asRoot("works in a folder that is closed to its user", async () => {
    chmodSync(home, 0o700);
    const postgres = await start();
    await provisioned(postgres);
    expect(await ask(postgres.url("shop"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await postgres.stop();
    const again = await start();
    expect(await ask(again.url("shop"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await again.remove();
  });

  asRoot("works when an ordinary user starts it", async () => {
    const script = fileURLToPath(new URL("./embedded/startAndStop.ts", import.meta.url));
    chmodSync(home, 0o777);
    const nobody = { uid: 65534, gid: 65534 };
    if (spawnSync("/bin/sh", ["-c", 'test -r "$1"', "sh", script], nobody).status !== 0) return; // a closed checkout
    const { stdout, stderr } = spawnSync(process.execPath, [script, folder], { ...nobody, cwd: "/", encoding: "utf8" });
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: "shop", stderr: "" });
    expect(statSync(folder).uid).toBe(nobody.uid);
  });
});

describe("what is wrong is told in one sentence", () => {
  test("a folder that cannot be made", async () => {
    writeFileSync(join(home, "file"), "");
    folder = join(home, "file", "data");
    expect(await failureOf(start())).toContain(`${folder} cannot be written to`);
  });

  test("a cluster without its version", async () => {
    await (await start()).stop();
    rmSync(join(folder, "cluster", "PG_VERSION"));
    expect(await failureOf(start())).toContain("holds no PostgreSQL database");
  });

  test("a cluster of another version", async () => {
    await (await start()).stop();
    writeFileSync(join(folder, "cluster", "PG_VERSION"), "13\n");
    expect(await failureOf(start())).toMatch(/made by PostgreSQL 13 and this is \d+/);
  });

  test("a broken cluster", async () => {
    await (await start()).stop();
    writeFileSync(join(folder, "cluster", "global", "pg_control"), "nonsense");
    const message = await failureOf(start());
    expect(message).toContain(join(folder, "cluster"));
    expect(message).toContain("pg_control");
  });

  test("lost passwords", async () => {
    await (await start()).stop();
    rmSync(join(folder, "settings.json"));
    expect(await failureOf(start())).toContain("settings.json");
    writeFileSync(join(folder, "settings.json"), "{");
    expect(await failureOf(start())).toContain("settings.json");
  });
});
