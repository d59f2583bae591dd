import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { EmbeddedPostgresFailed } from "./errors.ts";

/** The user as whom PostgreSQL runs. Undefined ids: as we do. */
export interface Account {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the owner of a cluster that is there already, else as
 * `postgres`, else as `nobody`; started by anyone else it runs as they do.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = readUsers();
  const user = users.get("postgres") ?? users.get("nobody");
  if (user) return user;
  throw new EmbeddedPostgresFailed(
    "PostgreSQL does not run as root, and /etc/passwd has neither a user postgres nor a user nobody to run it as: " +
      "add one, start Angidi as an ordinary user, or set DATABASE_URL.",
  );
}

function readUsers(): Map<string, Account> {
  const users = new Map<string, Account>();
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** Whether the account gets through to a path: asked by trying, because modes do not tell of ACLs and mounts. */
export function canReach(account: Account, path: string): boolean {
  if (account.uid === undefined) return true;
  const { status } = spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  return status === 0;
}
