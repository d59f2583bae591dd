import "server-only";
import { type Answer, ask, GraphUnavailable } from "../graph/ask.ts";
import type { TrustedDocument } from "../graph/trustedDocument.ts";

/** Asks for a part of the account; undefined where the graph does not answer, for the page to say so in its place. */
export async function askAsCustomer<Data, Variables extends object>(
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data> | undefined> {
  try {
    return await ask(document, variables);
  } catch (error) {
    if (error instanceof GraphUnavailable) return undefined;
    throw error;
  }
}
