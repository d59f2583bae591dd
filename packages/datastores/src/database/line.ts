/** Lets tasks run one after another, in the order in which they came. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the task when all earlier ones are over, whether they succeeded or not. */
  take<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Resolves when every task taken so far is over. */
  async empty(): Promise<void> {
    await this.#last;
  }
}
