/** Which of a plan's fetches are done; what is deferred may wait for some of them. */
export class Milestones {
  readonly #fetches = new Map<string, PromiseWithResolvers<void>>();

  reached(fetch: string): void {
    this.#of(fetch).resolve();
  }

  async all(fetches: readonly string[]): Promise<void> {
    await Promise.all(fetches.map((each) => this.#of(each).promise));
  }

  #of(fetch: string): PromiseWithResolvers<void> {
    let milestone = this.#fetches.get(fetch);
    if (!milestone) {
      milestone = Promise.withResolvers<void>();
      this.#fetches.set(fetch, milestone);
    }
    return milestone;
  }
}
