/** From what a generation is built. */
export type RebuildSource = "CATALOG" | "EVENTS";

/** Of the generation that is being built. */
export interface Building {
  readonly generation: number;
  readonly source: RebuildSource;
  readonly startedAt: Date;
  readonly readTo: string | null;
  readonly readCount: number;
}

export interface IndexStatus {
  readonly generation: number;
  readonly activatedAt: Date;
  readonly documents: number;
  readonly building: Building | null;
}

/** The generations of the index. All but `status` throw StoreUnavailable while the engine is away. */
export interface Generations {
  /** Makes the engine ready for use. What it lacks, since it is new or was emptied, begins to be built. */
  prepare(): Promise<void>;
  status(): Promise<IndexStatus>;
  /** Begins a new generation; null while one is being built. */
  begin(source: RebuildSource): Promise<Building | null>;
  building(): Promise<Building | null>;
  /** Notes how far the source was read. */
  readTo(generation: number, cursor: string | null, products: number): Promise<void>;
  /** Puts the generation in the place of the active one, at once for every search. */
  activate(generation: number): Promise<void>;
  /** Removes some documents of generations that are no longer in use; whether any are left. */
  sweep(): Promise<boolean>;
}
