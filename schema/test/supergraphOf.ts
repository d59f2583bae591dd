import { composeSupergraph } from "@angidi/gateway";
import { sdlOf } from "@angidi/subgraph";

/** The supergraph of subgraphs given by their SDL, with the links and shared types that every subgraph gets. */
export function supergraphOf(subgraphs: Readonly<Record<string, string>>): string {
  return composeSupergraph(Object.entries(subgraphs).map(([name, sdl]) => ({ name, sdl: sdlOf({ sdl }) })));
}
