type Hear = (message: string) => void;

/** Who hears which channel in this process. */
export class Hearers {
  readonly #byChannel = new Map<string, Set<Hear>>();

  get channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  has(channel: string): boolean {
    return this.#byChannel.has(channel);
  }

  /** Gives the function that takes the hearer out again, which says whether it was the channel's last. */
  add(channel: string, onMessage: Hear): () => "last" | "others" {
    const hear: Hear = (message) => onMessage(message); // an entry of its own, also for a function passed twice
    const hearers = this.#byChannel.get(channel) ?? new Set();
    this.#byChannel.set(channel, hearers.add(hear));
    return () => {
      if (!hearers.delete(hear) || hearers.size > 0) return "others";
      if (this.#byChannel.get(channel) !== hearers) return "others";
      this.#byChannel.delete(channel);
      return "last";
    };
  }

  tell(channel: string, message: string): void {
    for (const hear of [...(this.#byChannel.get(channel) ?? [])]) {
      try {
        hear(message);
      } catch (error) {
        process.emitWarning(`A listener on "${channel}" failed: ${error}`); // the others are told all the same
      }
    }
  }

  clear(): void {
    this.#byChannel.clear();
  }
}
