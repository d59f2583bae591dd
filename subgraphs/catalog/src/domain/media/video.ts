/** What a video's header says of it. */
export interface VideoHeader {
  /** Pixels, as it is shown. */
  readonly width: number;
  readonly height: number;
  /** Null where the header does not say, as of a live recording. */
  readonly durationMilliseconds: number | null;
}

/** Thrown for a file that is not what it should be; the message is for staff. */
export class UnusableMedia extends Error {
  override readonly name = "UnusableMedia";
}

/** Thrown when a file has ended whoever was decoding it. */
export class DecodingEnded extends Error {
  override readonly name = "DecodingEnded";
}

/** A box of MP4 or an element of WebM: its name and its content. */
export interface Part {
  readonly name: string;
  readonly content: Buffer;
}

/** What `read` makes of a header. Throws UnusableMedia where it would read past the end of what there is. */
export function within<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ERR_OUT_OF_RANGE" || code === "ERR_BUFFER_OUT_OF_BOUNDS")
      throw new UnusableMedia(`The ${what} has a broken header`);
    throw error;
  }
}
