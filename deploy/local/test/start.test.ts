import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const packages = { "node_modules/left": { version: "1.0.0" }, "node_modules/right": { version: "2.0.0" } };
const forAnotherMachine = { "node_modules/other-cpu": { version: "1.0.0", optional: true } };

let clone: string;

/** A clone with the starter, a program that says what it was given, and an npm that only makes what it should. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "angidi-start-"));
  mkdirSync(join(clone, "deploy/local"), { recursive: true });
  copyFileSync(new URL("../start.mjs", import.meta.url), join(clone, "deploy/local/start.mjs"));
  writeFileSync(
    join(clone, "program.ts"),
    "console.log(process.argv.slice(2).join(), process.cwd()); process.exitCode = 7;",
  );
  writeFileSync(
    join(clone, "npm.mjs"),
    `import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
     writeFileSync("npm-was-called", process.argv.slice(2).join(" "));
     if (process.env.NPM_FAILS) { console.error("npm error no network"); process.exit(1); }
     mkdirSync("node_modules/.bin", { recursive: true });
     symlinkSync(process.execPath, "node_modules/.bin/node");
     copyFileSync("package-lock.json", "node_modules/.package-lock.json");`,
  );
  writeLock({ ...packages, ...forAnotherMachine });
});
afterEach(() => rmSync(clone, { recursive: true }));

function writeLock(locked: object): void {
  writeFileSync(join(clone, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...locked } }));
}

function install(installed: object): void {
  mkdirSync(join(clone, "node_modules/.bin"), { recursive: true });
  symlinkSync(process.execPath, join(clone, "node_modules/.bin/node"));
  writeFileSync(join(clone, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
}

function start(environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["deploy/local/start.mjs", "program.ts", "one", "two"],
    {
      cwd: clone,
      env: {
        ...process.env,
        npm_execpath: join(clone, "npm.mjs"),
        npm_node_execpath: process.execPath,
        ...environment,
      },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr, npm: calledNpm() };
}

function calledNpm(): string | undefined {
  const file = join(clone, "npm-was-called");
  if (!existsSync(file)) return undefined;
  const call = readFileSync(file, "utf8");
  rmSync(file);
  return call;
}

test("installs what is missing, once, and runs the program with its arguments and exit code", () => {
  const first = start();
  expect(first.npm).toMatch(/^ci /);
  expect(first.stdout).toContain(`one,two ${clone}`);
  expect(first.status).toBe(7);
  expect(start()).toMatchObject({ npm: undefined, status: 7 });
});

test("takes what somebody else installed, though packages for other machines are not there", () => {
  install(packages);
  expect(start()).toMatchObject({ npm: undefined, status: 7 });
});

test("installs again when the lock names another version, or one package more", () => {
  install({ ...packages, "node_modules/right": { version: "1.9.0" } });
  expect(start().npm).toBeDefined();

  writeLock({ ...packages, "node_modules/third": { version: "3.0.0" } });
  rmSync(join(clone, "node_modules/.bin"), { recursive: true });
  expect(start().npm).toBeDefined();
});

test("says what npm says when it fails, and goes no further", () => {
  const { status, stdout, stderr } = start({ NPM_FAILS: "yes" });
  expect(status).toBe(1);
  expect(stderr).toBe("npm error no network\nThe dependencies could not be installed: npm ci ended with 1.\n");
  expect(stdout).not.toContain("one,two");
});
