import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Case, MadeUpSupergraph } from "./world.ts";

/** A supergraph's folder: `<subgraph>.graphql`, `data.ts`, `cases.ts`. */
export interface SupergraphFolder extends MadeUpSupergraph {
  readonly name: string;
  readonly subgraphs: readonly { readonly name: string; readonly sdl: string }[];
  readonly cases: readonly Case[];
}

const folder = new URL("./supergraphs/", import.meta.url);

export function supergraphNames(): readonly string[] {
  return readdirSync(folder).sort();
}

export async function readSupergraph(name: string): Promise<SupergraphFolder> {
  const own = new URL(`${name}/`, folder);
  const { supergraph } = (await import(new URL("data.ts", own).href)) as { supergraph: MadeUpSupergraph };
  const casesFile = new URL("cases.ts", own);
  const { cases } = existsSync(casesFile)
    ? ((await import(casesFile.href)) as { cases: readonly Case[] })
    : { cases: [] };
  const subgraphs = readdirSync(own)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => ({ name: file.replace(".graphql", ""), sdl: readFileSync(new URL(file, own), "utf8") }));
  return { ...supergraph, name, subgraphs, cases };
}
