import { spawn } from "node:child_process";
import { chownSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { cannotWrite, EmbeddedPostgresFailed, noSpace, saysNoSpace } from "./errors.ts";
import { makeOwnFolder } from "./place.ts";

export const SUPERUSER = "angidi";

interface Initialisation {
  cluster: string;
  password: string;
  account: Account;
  binaries: Binaries;
  durable: boolean;
}

/** Makes a new cluster at a path where nothing is yet; cut short, it leaves nothing that looks like one. */
export async function initialise({ cluster, password, account, binaries, durable }: Initialisation): Promise<void> {
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  makeOwnFolder(unfinished, account);
  const passwordFile = join(dirname(cluster), `.password-${process.pid}`);
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  } catch (cause) {
    throw cannotWrite(dirname(cluster), cause);
  }

  try {
    const options = [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order and case rules on every machine, whatever locales it has.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync", "--no-data-checksums"]),
    ];
    const { code, output } = await run(binaries.initdb, options, account);
    if (saysNoSpace(output)) throw noSpace(cluster);
    if (code !== 0) {
      const reason = /(?:error|FATAL|fatal): *(.*)/.exec(output)?.[1] ?? output.trim().split("\n").at(-1);
      throw new EmbeddedPostgresFailed(
        `PostgreSQL could not be set up in ${cluster} (${reason}): mend that, or set DATABASE_URL to use another one.`,
      );
    }
    renameSync(unfinished, cluster);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(program: string, options: string[], account: Account): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // The C locale: messages are recognised by their English text. A session of its own: Ctrl-C is ours to handle.
    const child = spawn(program, options, {
      ...account,
      cwd: "/",
      detached: true,
      env: { LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: null, output: `error: ${error.message}` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
