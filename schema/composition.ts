import { composeSupergraph } from "@angidi/gateway";
import { loadSubgraphs } from "@angidi/local";
import { sdlOf } from "@angidi/subgraph";

/** The supergraph that the subgraphs' own SDL makes now. Needs no database. Throws CompositionFailed. */
export async function composedNow(): Promise<string> {
  const modules = await loadSubgraphs();
  return composeSupergraph(modules.map(({ name, schemaFolder }) => ({ name, sdl: sdlOf(schemaFolder) })));
}
