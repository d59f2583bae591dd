import type { MediaFacts, UploadType } from "../domain/media/mediaFile.ts";
import type { ObjectStore } from "./store/objectStore.ts";

/** What the catalogue needs to take in files, make renditions of them and say where they are. */
export interface MediaPorts {
  readonly objects: ObjectStore;
  /** Where the browser of a client finds what a document names by a path on the host of the graph. */
  readonly mediaUrl: (url: string) => string;
  /** Has the worker of this process look for work at once. */
  readonly wakeProcessing: () => void;
  /**
   * Makes of an original what everybody may see of it. Throws UnusableMedia for a file that can never be processed, and
   * anything else for what may go better another time.
   */
  readonly process: (file: ProcessedFile, signal: AbortSignal) => Promise<MediaFacts>;
}

export interface ProcessedFile {
  readonly id: string;
  readonly contentType: UploadType;
  readonly byteSize: number;
}
