import type { Broadcast } from "@angidi/datastores";

/** Tells all processes which sessions have just ended. Some may be missed: the store has them all. */
export interface SessionEndings {
  /** Never fails: that a session has ended stands in the store already. */
  tell(sessionIds: readonly string[]): void;
  /** Hears of ended sessions until the function given back is called; "missed" when it may have missed some. */
  listen(onEnded: (sessionIds: readonly string[] | "missed") => void): Promise<() => Promise<void>>;
}

const channel = "users_sessions_ended";
/** So many ids fit into one message. */
const idsAtOnce = 200;

/** Tells them by a broadcast. */
export function sessionEndingsOver(broadcast: Broadcast): SessionEndings {
  return {
    tell(sessionIds) {
      for (let from = 0; from < sessionIds.length; from += idsAtOnce) {
        void broadcast.publish(channel, sessionIds.slice(from, from + idsAtOnce).join(" "));
      }
    },
    listen: (onEnded) =>
      broadcast.listen(channel, (message) => onEnded(message === "" ? "missed" : message.split(" "))),
  };
}
