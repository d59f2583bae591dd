import type { EntityAnswers, EntityFailure } from "./entityAnswers.ts";

/** The answer for one representation, as part of the request that it went with. */
export interface LoadedEntity {
  readonly entity: unknown;
  readonly failures: readonly EntityFailure[] | undefined;
}

/** Asks for the entities of these representations, in one request. */
export type AskForEntities = (representations: readonly string[]) => Promise<EntityAnswers>;

interface Batch {
  readonly representations: string[];
  answers: Promise<EntityAnswers>;
}

/**
 * Joins what fetches of one text ask for in one tick, and asks for no representation twice within an operation, unless
 * the answer was an error. The answers are kept, so whoever takes one takes a copy.
 */
export class EntityLoader {
  readonly #known = new Map<string, { readonly batch: Batch; readonly index: number }>();
  #open: Batch | undefined;

  /** The answers, in the order of the representations. */
  async load(representations: readonly string[], ask: AskForEntities): Promise<LoadedEntity[]> {
    const places = representations.map((text) => this.#placeOf(text, ask));
    const answers = new Map<Batch, EntityAnswers>();
    for (const batch of new Set(places.map((place) => place.batch))) answers.set(batch, await batch.answers);
    return places.map(({ batch, index }) => {
      const { entities, failures } = answers.get(batch)!;
      return { entity: entities[index], failures: failures?.get(index) };
    });
  }

  #placeOf(text: string, ask: AskForEntities) {
    const known = this.#known.get(text);
    if (known) return known;
    this.#open ??= this.#openBatch(ask);
    const place = { batch: this.#open, index: this.#open.representations.push(text) - 1 };
    this.#known.set(text, place);
    return place;
  }

  /** A batch is sent at the end of the tick: branches of a plan that begin together have all asked by then. */
  #openBatch(ask: AskForEntities): Batch {
    const batch: Batch = { representations: [], answers: Promise.resolve({ entities: [], failures: undefined }) };
    batch.answers = Promise.resolve().then(async () => {
      this.#open = undefined;
      const answers = await ask(batch.representations);
      for (const index of answers.failures?.keys() ?? []) this.#known.delete(batch.representations[index]!);
      return answers;
    });
    return batch;
  }
}
