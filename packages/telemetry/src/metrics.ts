/** One line of a metric: what it is of, and how much. Labels are names of parts of the platform, never of persons. */
export interface Sample<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** A metric as it is read when somebody asks. */
export interface Metric {
  readonly kind: "counter" | "gauge";
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  read(): Promise<readonly Sample<string>[]>;
}

interface Description<Label extends string> {
  /** In Prometheus' form: angidi_<what>_<unit>, counters end in _total. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

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
