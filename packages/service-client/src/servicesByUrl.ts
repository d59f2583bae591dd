import type { Environment, SubgraphTransport } from "@angidi/subgraph";
import { httpTransport } from "./httpTransport.ts";

/**
 * Finds services by `<NAME>_URL`. A transport is made when it is first asked for; a service without a URL is told by
 * name then, since a subgraph calls only some of them.
 */
export function servicesByUrl(environment: Environment): (name: string) => SubgraphTransport {
  const transports = new Map<string, SubgraphTransport>();
  return (name) => {
    const known = transports.get(name);
    if (known) return known;
    const variable = `${name.toUpperCase()}_URL`;
    const url = environment[variable];
    if (!url) throw new Error(`${variable} is not set, so ${name} cannot be called`);
    const made = httpTransport({ url });
    transports.set(name, made);
    return made;
  };
}
