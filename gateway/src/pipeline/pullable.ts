/**
 * The generator with each value looked at and its end noticed, once: by itself, by an error, or by its reader's
 * `return`. Nothing is taken from it before somebody asks, so a slow reader holds back the source.
 */
export function pullable<Value>(
  source: AsyncGenerator<Value, void>,
  {
    onValue,
    onEnd,
    reasonOfEnd,
  }: {
    onValue(value: Value): Value;
    onEnd(error: unknown): void;
    /** What the reader is told, by an error, when the source has ended. */
    reasonOfEnd(): Error | undefined;
  },
): AsyncGenerator<Value, void> {
  let hasEnded = false;
  const end = (error?: unknown) => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd(error);
  };
  return {
    async next() {
      try {
        const next = await source.next();
        if (!next.done) return { done: false, value: onValue(next.value) };
        const reason = reasonOfEnd();
        if (reason && !hasEnded) throw reason;
        end();
        return { done: true, value: undefined };
      } catch (error) {
        end(error);
        throw error;
      }
    },
    async return() {
      end();
      await source.return();
      return { done: true, value: undefined };
    },
    async throw(error) {
      end(error);
      return source.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end();
      await source.return();
    },
  };
}
