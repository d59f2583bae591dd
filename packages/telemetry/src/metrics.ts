/** One line of a metric: what it is of, and how much. Labels are names of parts of the platform, never of persons. */
export interface Sample<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** A metric as it is read when somebody asks. */
export type Metric = Plain | Histogram;

interface Plain extends Description<string> {
  readonly kind: "counter" | "gauge";
  read(): Promise<readonly Sample<string>[]>;
}

interface Histogram extends Description<string> {
  readonly kind: "histogram";
  read(): readonly Distributed<string>[];
}

/** How the values under some labels are distributed. */
export interface Distributed<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly values: Distribution;
}

interface Description<Label extends string> {
  /** In Prometheus' form: angidi_<what>_<unit>, counters end in _total. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

/** Upper bounds, in seconds, for what takes between a millisecond and ten seconds. */
export const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Every metric of this process. They are declared where modules are loaded, so a name is there once. */
const declared = new Map<string, Metric>();

export function metrics(): readonly Metric[] {
  return [...declared.values()];
}

function declare(metric: Metric): void {
  if (declared.has(metric.name)) throw new TypeError(`There are two metrics ${metric.name}.`);
  declared.set(metric.name, metric);
}

/** A count that only grows. `add` is an addition in a map; nothing else happens until somebody reads. */
export function counter<Label extends string>(description: Description<Label>) {
  const counts = new Map<string, { readonly labels: Readonly<Record<Label, string>>; value: number }>();
  declare({ ...description, kind: "counter", read: async () => [...counts.values()] });
  return {
    add(labels: Readonly<Record<Label, string>>, count = 1): void {
      const key = description.labels.map((label) => labels[label]).join("\n");
      const known = counts.get(key);
      if (known) known.value += count;
      else counts.set(key, { labels, value: count });
    },
  };
}

/**
 * A state that is measured when somebody reads it: at no cost otherwise. Whoever has such a state registers how to measure
 * it, and takes that back with the function given. What cannot be measured just now is left out.
 */
export function gauge<Label extends string>(description: Description<Label>) {
  const sources = new Set<() => Promise<readonly Sample<Label>[]>>();
  declare({
    ...description,
    kind: "gauge",
    async read() {
      const outcomes = await Promise.allSettled([...sources].map((measure) => measure()));
      return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
    },
  });
  return {
    measure(measure: () => Promise<readonly Sample<Label>[]>): () => void {
      const source = () => measure(); // an entry of its own, also for a function passed twice
      sources.add(source);
      return () => void sources.delete(source);
    },
  };
}

/** Values as a histogram keeps them: how many were within each bound. To add one is a few additions. */
export class Distribution {
  readonly bounds: readonly number[];
  /** By the first bound that is not below; the last is for what is above all of them. */
  readonly #counts: number[];
  count = 0;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  add(value: number): void {
    let index = 0;
    while (index < this.bounds.length && value > this.bounds[index]!) index++;
    this.#counts[index]! += 1;
    this.count += 1;
    this.sum += value;
  }

  /** How many values were not above each bound. */
  cumulated(): readonly (readonly [bound: number, count: number])[] {
    let total = 0;
    return this.bounds.map((bound, index) => {
      total += this.#counts[index]!;
      return [bound, total] as const;
    });
  }

  /** Takes in the values of another one with the same bounds. */
  include(other: Distribution): void {
    for (const [index, count] of other.#counts.entries()) this.#counts[index]! += count;
    this.count += other.count;
    this.sum += other.sum;
  }
}

/**
 * How something is distributed, such as durations. Whoever has the values keeps them in distributions of its own, at the
 * cost of an addition each, and shows them under labels as long as it is there. Several under the same labels are added up.
 */
export function histogram<Label extends string>(
  description: Description<Label> & {
    /** Upper bounds, rising. */
    readonly bounds: readonly number[];
  },
) {
  const { bounds } = description;
  const shown = new Set<Distributed<Label>>();
  declare({ ...description, kind: "histogram", read: () => added([...shown], description.labels, bounds) });
  return {
    /** Shows values with the histogram's bounds under labels, until that is taken back with the function given. */
    show(labels: Readonly<Record<Label, string>>, values: Distribution): () => void {
      const entry = { labels, values };
      shown.add(entry);
      return () => void shown.delete(entry);
    },
  };
}

/** One distribution for those under the same labels; without those that nothing was added to. */
function added<Label extends string>(
  all: readonly Distributed<Label>[],
  names: readonly Label[],
  bounds: readonly number[],
): readonly Distributed<Label>[] {
  const sums = new Map<string, Distributed<Label>>();
  for (const { labels, values } of all) {
    if (values.count === 0) continue;
    const key = names.map((name) => labels[name]).join("\n");
    const known = sums.get(key) ?? { labels, values: new Distribution(bounds) };
    known.values.include(values);
    sums.set(key, known);
  }
  return [...sums.values()];
}
