/**
 * Short messages to all who listen on a channel, in whichever process. They are hints that something has changed: they
 * may be lost, so whoever must not miss a change looks for itself now and then.
 */
export interface Broadcast {
  /**
   * Sends a message of 1 to 7,900 bytes; a longer or an empty one is a TypeError. What cannot be sent is dropped without
   * a word: a hint that is lost must not fail what it tells of.
   */
  publish(channel: string, message: string): Promise<void>;
  /**
   * Hears a channel until the function given back is called. Resolves as soon as every later message is heard, or, when
   * the engine is away, at once: then it listens when the engine is back. Whenever messages may have been missed,
   * `onMessage("")` is called.
   */
  listen(channel: string, onMessage: (message: string) => void): Promise<() => Promise<void>>;
  /** Stops listening on all channels and lets the connections go that it has opened itself. */
  close(): Promise<void>;
}

/** PostgreSQL takes less than 8,000. */
const MOST_BYTES = 7_900;

/** Throws a TypeError for what cannot be broadcast by every adapter alike. */
export function checkMessage(message: string): void {
  if (message === "") throw new TypeError("An empty message cannot be broadcast: it stands for messages missed.");
  const bytes = Buffer.byteLength(message);
  if (bytes > MOST_BYTES) throw new TypeError(`A message of ${bytes} bytes is too long to be broadcast.`);
}
