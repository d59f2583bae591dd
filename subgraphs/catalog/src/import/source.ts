/** A file to import, by whatever way it is read. */
export interface ImportSource {
  /** What to call it in a sentence. */
  readonly name: string;
  readonly totalBytes: number;
  /** Its bytes from the beginning; called more than once. */
  open(): AsyncIterable<Buffer>;
}
