import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

/** A subgraph as composition sees it. */
export interface ComposedSubgraph {
  readonly name: string;
  /** Its own SDL, federation directives and all. */
  readonly sdl: string;
  /** Left out, the supergraph says nothing of where the subgraph runs: that is configuration's business. */
  readonly url?: string;
}

/** Thrown for subgraphs that do not compose; its message lists every reason. */
export class CompositionFailed extends Error {
  override readonly name = "CompositionFailed";
}

/**
 * Composes subgraphs into a supergraph's SDL. They are taken in the order of their names, so the same subgraphs give
 * the same text whoever lists them. Throws CompositionFailed.
 */
export function composeSupergraph(subgraphs: readonly ComposedSubgraph[]): string {
  const services = [...subgraphs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sdl, url }) => ({ name, typeDefs: parse(sdl), url: url ?? "" }));
  const result = composeServices(services);
  if (result.supergraphSdl !== undefined) return `${result.supergraphSdl.trim()}\n`;

  const reasons = (result.errors ?? []).map((error) => `  ${error.message.replaceAll("\n", "\n  ")}`);
  throw new CompositionFailed(`The subgraphs do not compose:\n${reasons.join("\n")}`);
}
