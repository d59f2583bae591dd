import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folders = ["packages", "schema", "gateway", "subgraphs", "deploy"];
const quietMilliseconds = 150;

/**
 * Calls back with the files of the source that changed, once it has been quiet for a moment: an editor writes a file in
 * several steps, and a change of branch many files. Paths are from the project's folder.
 */
export function watchSource(onChange: (files: ReadonlySet<string>) => void): () => void {
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      const file = join(folder, name ?? "");
      if (!isSource(file)) return;
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const files = changed;
        changed = new Set();
        onChange(files);
      }, quietMilliseconds);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** What the platform is made of; not what is generated from it, and no tests. */
function isSource(file: string): boolean {
  if (!/\.(ts|graphql|sql|html|css|js)$/.test(file)) return false;
  return !/(^|\/)(node_modules|generated|test)\//.test(file) && file !== join("schema", "supergraph.graphql");
}
