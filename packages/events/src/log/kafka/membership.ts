/** After how long without a sign of life the group goes on without a member: so long its events wait after a power cut. */
export const sessionMilliseconds = 10_000;
export const heartbeatMilliseconds = 2_000;
/** For how long the others wait for a member that is at work, before they go on without it. */
export const rebalanceMilliseconds = 30_000;

/** With these the coordinator says that the group has changed, or that it does not know this member any more. */
const changes = new Set([
  "REBALANCE_IN_PROGRESS",
  "ILLEGAL_GENERATION",
  "UNKNOWN_MEMBER_ID",
  "NOT_COORDINATOR_FOR_GROUP",
]);

/** A member's place in its group while it is at work. */
export interface Membership {
  /** Aborted, with what the coordinator said, as soon as the group changes or has gone on without this member. */
  readonly lost: AbortSignal;
  end(): void;
}

/** Says that the member lives until `end`, however long its handler takes. */
export function keepMembership(heartbeat: () => Promise<void>): Membership {
  const lost = new AbortController();
  let heldAt = Date.now();
  const beat = async () => {
    try {
      await heartbeat(); // one that is too early, or beside another, is not sent
      heldAt = Date.now();
    } catch (error) {
      // A failure to say so is no loss yet: the next one may come in time.
      if (isChange(error) || Date.now() - heldAt > sessionMilliseconds) lost.abort(error);
    }
  };
  const timer = setInterval(() => void beat(), heartbeatMilliseconds / 2);
  return { lost: lost.signal, end: () => clearInterval(timer) };
}

function isChange(error: unknown): boolean {
  return error instanceof Error && "type" in error && changes.has(String(error.type));
}
