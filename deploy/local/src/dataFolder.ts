import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PlatformError } from "./platformError.ts";

/** Makes the folder if need be. Throws PlatformError when nothing can be kept in it. */
export function openDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new PlatformError(
      `The folder ${folder} cannot be used (${code}): make it writable, or name another with ANGIDI_DATA.`,
    );
  }
}

/** With the folders above it. Node's own recursion never ends where a system says ENOENT to every attempt (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** The key that signs callers' identities: made once and kept, so that a session survives a restart. */
export function signingKeyIn(folder: string): string {
  const file = join(folder, "service-signing-key");
  try {
    if (!existsSync(file)) makeKey(file);
  } catch (error) {
    throw new PlatformError(`The signing key cannot be kept in ${file}: ${(error as Error).message}`);
  }
  const key = readFileSync(file, "utf8").trim();
  if (key.length < 32) throw new PlatformError(`${file} holds no signing key: remove it, and a new one is made.`);
  return key;
}

/** Written aside and linked when it is whole: of two processes that start at once, one makes the key and both use it. */
function makeKey(file: string): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
}
