import type { DomainEvent } from "@angidi/event-contracts";
import { type EffectStore, type SubjectKey, type SubjectVersion, subjectKey } from "./effectStore.ts";

/** What a group does with events, and where. */
export interface Effect<Scope> {
  readonly group: string;
  readonly effects: EffectStore<Scope>;
  /** Whether an event that is not newer than what was handled of its subject is passed over. */
  readonly versioned: boolean;
  readonly handle: (scope: Scope, events: readonly DomainEvent[]) => Promise<void>;
}

/**
 * Handles those of the events that have not taken effect yet, in one transaction with the record that they have, and gives
 * their number. Whoever handles the same events at the same time waits for the end of this transaction, or begins again
 * after it, and then passes them over: so it does not matter how often an event comes, nor whether its consumer is the
 * only one.
 */
export function actOnce<Scope>(
  { group, effects, versioned, handle }: Effect<Scope>,
  events: readonly DomainEvent[],
): Promise<number> {
  return effects.transaction(async (scope) => {
    const fresh = versioned
      ? await newerOnes(effects, scope, group, events)
      : await unknownOnes(effects, scope, group, events);
    if (fresh.length > 0) await handle(scope, fresh);
    return fresh.length;
  });
}

async function unknownOnes<Scope>(
  effects: EffectStore<Scope>,
  scope: Scope,
  group: string,
  events: readonly DomainEvent[],
): Promise<DomainEvent[]> {
  const ids = [...new Set(events.map(({ id }) => id))];
  const unknown = new Set(await effects.recordConsumed(scope, group, ids));
  return events.filter(({ id }) => unknown.delete(id)); // an id that is twice in a batch counts once
}

/** Moves the versions of the events' subjects, and gives the events that are newer than these were. */
async function newerOnes<Scope>(
  effects: EffectStore<Scope>,
  scope: Scope,
  group: string,
  events: readonly DomainEvent[],
): Promise<DomainEvent[]> {
  const previous = await effects.recordVersions(scope, group, newestOf(events));
  const handled = new Map([...previous].map(([key, version]) => [key, version ?? Number.NEGATIVE_INFINITY]));
  return events.filter((event) => {
    const before = handled.get(subjectKey(event));
    if (before === undefined || event.subjectVersion <= before) return false;
    handled.set(subjectKey(event), event.subjectVersion);
    return true;
  });
}

function newestOf(events: readonly DomainEvent[]): Map<SubjectKey, SubjectVersion> {
  const newest = new Map<SubjectKey, SubjectVersion>();
  for (const event of events) {
    const { source, subject, subjectVersion: version } = event;
    const known = newest.get(subjectKey(event));
    if (!known || known.version < version) newest.set(subjectKey(event), { source, subject, version });
  }
  return newest;
}
