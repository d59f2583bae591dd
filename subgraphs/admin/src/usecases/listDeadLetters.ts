import { decodeCursor } from "@angidi/datastores";
import type { DeadLetter, DeadLetterStatus, DeadLetters } from "@angidi/events";

interface DeadLettersPage {
  readonly group?: string | null;
  readonly status?: DeadLetterStatus | null;
  readonly first: number;
  readonly after?: string | null;
}

/** The dead letters after a cursor, newest first, one more than asked for if there are more. Throws BadCursor. */
export function listDeadLetters(
  { events }: { readonly events: { readonly deadLetters: Pick<DeadLetters, "list"> } },
  { group, status, first, after }: DeadLettersPage,
): Promise<DeadLetter[]> {
  const [id] = after ? (decodeCursor(after, ["id"]) as [string]) : [];
  return events.deadLetters.list({
    group: group ?? undefined,
    status: status ?? undefined,
    after: id,
    count: first + 1,
  });
}
