import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Account, canReach } from "./account.ts";
import { cannotWrite } from "./errors.ts";

/** Where a server run by root for another user may keep what that user must reach, best first. */
const SHARED_PLACES = ["/var/lib/angidi", "/var/tmp/angidi"];

/** Makes the folder, closed to others, and checks that it can be written to. */
export function prepareFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/**
 * A folder that the account can reach: the given one, or, when root's own folders are closed to others (as a home
 * folder often is), a shared place. Opening root's folders to others would be the wrong mend.
 */
export function reachablePlace(folder: string, account: Account): string {
  if (canReach(account, folder)) return folder;
  let failure: unknown;
  for (const place of SHARED_PLACES) {
    try {
      if (mkdirSync(place, { recursive: true })) chmodSync(place, 0o755); // whatever the umask is
      // In /var/tmp anybody could have made it first.
      if (statSync(place).uid === 0 && canReach(account, place)) return place;
    } catch (cause) {
      failure = cause;
    }
  }
  throw cannotWrite(SHARED_PLACES.join(" or "), failure ?? "closed to the user of PostgreSQL");
}

/** The path for a new cluster; in a shared place it gets a name of its own. */
export function newClusterPath(folder: string, place: string): string {
  return place === folder ? join(folder, "cluster") : join(place, `cluster-${randomBytes(6).toString("hex")}`);
}

/** Gives a file that root made in someone else's folder to them, so that they can go on without root. */
export function giveToOwner(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) chownSync(path, uid, gid);
}

/** Makes an empty folder that belongs to the account and is closed to everyone else. */
export function makeOwnFolder(path: string, { uid, gid }: Account): void {
  try {
    mkdirSync(path, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}
