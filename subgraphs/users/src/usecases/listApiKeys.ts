import { decodeCursor, encodeCursor } from "@angidi/datastores";
import type { ApiKey } from "../domain/apiKey.ts";
import type { Ports } from "../ports.ts";

/** An owner's keys after a cursor, newest first, one more than asked for if there are more. Throws BadCursor. */
export async function listApiKeys(
  { store }: { readonly store: Pick<Ports["store"], "apiKeys"> },
  ownerId: string,
  { first, after }: { readonly first: number; readonly after?: string | null },
): Promise<readonly ApiKey[]> {
  return store.apiKeys.newest(ownerId, first + 1, after ? idOf(after) : null);
}

/** A key's place in that list. */
export function apiKeyCursor({ id }: ApiKey): string {
  return encodeCursor([id]);
}

function idOf(cursor: string): string {
  return String(decodeCursor(cursor, ["id"])[0]);
}
