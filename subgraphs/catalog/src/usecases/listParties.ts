import { BadCursor, decodeCursor, encodeCursor } from "@angidi/datastores";
import type { PartyRepository } from "../data/partyRepository.ts";
import type { NamedReference } from "../domain/product.ts";
import { nameKey } from "../domain/text.ts";

export interface PartyList {
  /** One more than asked for when there is a next page. */
  readonly parties: readonly NamedReference[];
  readonly cursorOf: (party: NamedReference) => string;
}

/** One page of the brands or of the sellers, by name. Throws BadCursor. */
export async function listParties(
  parties: PartyRepository,
  page: { readonly first: number; readonly after: string | null },
): Promise<PartyList> {
  return {
    parties: await parties.list({ after: page.after === null ? null : keyFrom(page.after), limit: page.first + 1 }),
    cursorOf: ({ name }) => encodeCursor(["NAME", nameKey(name)]),
  };
}

function keyFrom(cursor: string): string {
  const [of, key] = decodeCursor(cursor, ["string", "string"]);
  if (of !== "NAME" || typeof key !== "string") throw new BadCursor();
  return key;
}
