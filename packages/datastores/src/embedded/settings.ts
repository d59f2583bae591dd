import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cannotWrite, EmbeddedPostgresFailed } from "./errors.ts";
import { giveToOwner } from "./place.ts";

/** What has to be known to use the cluster in a folder; kept beside it, readable by its owner only. */
export interface Settings {
  /** Where the cluster lies. Not always in the folder: the user as whom PostgreSQL runs may be unable to reach that. */
  cluster: string;
  port: number;
  /** Of the superuser. */
  password: string;
  /** The password of each role by its name. */
  roles: Record<string, string>;
}

function fileIn(folder: string): string {
  return join(folder, "settings.json");
}

export function readSettings(folder: string): Settings | undefined {
  const file = fileIn(folder);
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  } catch (cause) {
    throw new EmbeddedPostgresFailed(
      `The file ${file} with the passwords of the database cannot be read: restore it, or remove ${folder} to start anew.`,
      { cause },
    );
  }
}

export function writeSettings(folder: string, settings: Settings): void {
  const file = fileIn(folder);
  try {
    // Renamed when complete: a crash while writing must not cost the passwords.
    writeFileSync(`${file}.new`, JSON.stringify(settings, null, 2), { mode: 0o600, flush: true });
    giveToOwner(folder, `${file}.new`);
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

export function removeSettings(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

/** A password that needs no escaping in SQL or in a URL. */
export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}
