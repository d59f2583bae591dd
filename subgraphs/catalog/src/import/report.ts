/** Thrown for a file that cannot be imported at all. Its message is a sentence for whoever asked. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
}

/** Something to tell of a place in the file. */
export interface ImportNotice {
  /** Counted from 1, the header's. */
  readonly line: number;
  readonly message: string;
}

export interface ImportProgress {
  /** The file is read twice: first to see that it can be imported. */
  readonly phase: "checking" | "importing";
  readonly bytesRead: number;
  readonly totalBytes: number;
  /** Products done with so far. */
  readonly products: number;
}

export interface ImportSummary {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Products of which nothing could be imported; `errors` says why. */
  readonly skipped: number;
  /** SKUs whose stock was set. */
  readonly stockSet: number;
  /** What was imported otherwise than it stands in the file: the first thousand. */
  readonly warnings: readonly ImportNotice[];
  readonly warningCount: number;
  /** What was not imported: the first thousand. */
  readonly errors: readonly ImportNotice[];
  readonly errorCount: number;
}

/** Keeps the first thousand and counts the rest: a file may be wrong in every line. */
class Notices {
  static readonly #most = 1_000;
  readonly kept: ImportNotice[] = [];
  count = 0;

  add(notices: readonly ImportNotice[]): void {
    this.count += notices.length;
    this.kept.push(...notices.slice(0, Math.max(0, Notices.#most - this.kept.length)));
  }
}

type Tally = "created" | "updated" | "unchanged" | "skipped";

/** What an import has done so far. */
export class Report {
  readonly #counts: Record<Tally, number> = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  readonly #warnings = new Notices();
  readonly #errors = new Notices();
  stockSet = 0;

  count(what: Tally): void {
    this.#counts[what]++;
  }

  warn(notices: readonly ImportNotice[]): void {
    this.#warnings.add(notices);
  }

  fail(notices: readonly ImportNotice[]): void {
    this.#errors.add(notices);
  }

  get products(): number {
    const { created, updated, unchanged, skipped } = this.#counts;
    return created + updated + unchanged + skipped;
  }

  summary(): ImportSummary {
    return {
      ...this.#counts,
      stockSet: this.stockSet,
      warnings: this.#warnings.kept.toSorted((left, right) => left.line - right.line),
      warningCount: this.#warnings.count,
      errors: this.#errors.kept.toSorted((left, right) => left.line - right.line),
      errorCount: this.#errors.count,
    };
  }
}
