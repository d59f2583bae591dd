import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

export interface Migration {
  /** "<folder>/<file>", the same wherever the project lies. */
  name: string;
  text: string;
  checksum: string;
}

const FILE_FORM = /^\d{4}_[\w-]+\.sql$/;

/** Reads the migrations of several folders: folder by folder in the order given, files in the order of their numbers. */
export function readMigrations(folders: readonly URL[]): Migration[] {
  const names = folders.map(folderName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new TypeError(`Two folders of migrations are named ${twice}.`);
  return folders.flatMap((folder, index) => readFolder(folder, names[index]!));
}

function readFolder(folder: URL, name: string): Migration[] {
  const path = fileURLToPath(folder);
  const files = readdirSync(path).filter((file) => file.endsWith(".sql"));
  const odd = files.find((file) => !FILE_FORM.test(file));
  if (odd) throw new TypeError(`The migration ${odd} in ${path} is not named like 0001_what_it_does.sql.`);
  return files.sort().map((file) => {
    // Git may check files out with CRLF; that must not look like a change.
    const text = readFileSync(`${path.replace(/[/\\]$/, "")}/${file}`, "utf8").replaceAll("\r\n", "\n");
    return { name: `${name}/${file}`, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

/** "orders" for …/orders/migrations/, "outbox" for …/migrations/outbox/. */
function folderName(folder: URL): string {
  const segments = fileURLToPath(folder).split(/[/\\]/).filter(Boolean);
  while (segments.at(-1) === "migrations") segments.pop();
  return basename(segments.at(-1) ?? "migrations");
}
