/** Tells of failures as they begin, and not of each that follows. */
export interface Warnings {
  warn(error: unknown): void;
  /** What comes next is told again. */
  recovered(): void;
}

/** Warnings of the process, which begin with the name. */
export function warningsOf(name: string): Warnings {
  let failing = false;
  return {
    warn(error) {
      if (!failing) process.emitWarning(`${name}: ${error}`);
      failing = true;
    },
    recovered() {
      failing = false;
    },
  };
}
