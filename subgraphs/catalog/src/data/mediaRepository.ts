import type { MediaFile } from "../domain/media/mediaFile.ts";

/**
 * Where uploaded files are known, each a document; the files themselves are in the store of objects. One suite of tests
 * says what every store does here (test/media/mediaRepositoryContract.ts). Texts that are no id find nothing.
 */
export interface MediaRepository {
  /** A new file, at version 1. */
  insert(file: MediaFile): Promise<void>;
  /** In whatever order; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<readonly MediaFile[]>;
  /** Stores a file in place of the version before its own; false when that is not the one that is kept. */
  replace(file: MediaFile): Promise<boolean>;
  /** Forgets a file at this version; false when another one is kept. */
  remove(file: Pick<MediaFile, "id" | "version">): Promise<boolean>;
  /**
   * Takes the file that has been due for longest, if any is due at `now`, and has it due again at `until`: whoever takes
   * it has so long, and nobody else takes it meanwhile. Gives it as it is then, one version on.
   */
  takeDue(now: Date, until: Date): Promise<MediaFile | null>;
}
