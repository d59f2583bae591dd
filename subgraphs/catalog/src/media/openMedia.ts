import { repeatedly, type Worker } from "@angidi/datastores";
import type { Route } from "@angidi/subgraph";
import type { Ports } from "../ports.ts";
import { seeToNextMedia } from "../usecases/media/seeToMedia.ts";
import type { MediaPorts } from "./ports.ts";
import { pictureProcess } from "./processing/pictureProcess.ts";
import { mediaRoutes } from "./routes/mediaRoutes.ts";
import { type MediaStore, publicBase } from "./store/mediaStore.ts";
import { openObjectStore } from "./store/openObjectStore.ts";
import { uploadKeyOf } from "./store/signature.ts";

export interface MediaSettings {
  readonly store: MediaStore;
  /** The address of the content delivery network in front of what is public; null: there is none. */
  readonly cdnUrl: string | null;
}

/** Media as the composition root puts them in. */
export interface OpenMedia {
  readonly ports: MediaPorts;
  readonly routes: readonly Route[];
  /** Sees to files that are due, one at a time: a picture is decoded whole, and shoppers' requests go before. */
  worker(
    ports: Pick<Ports, "media" | "objects" | "products" | "process" | "now">,
    onError: (error: unknown) => void,
  ): Worker;
}

/** How often a process looks for files that another one, or nobody, was told of. */
const everyMilliseconds = 5_000;

/** The store of media and all that goes with it. Nothing is loaded, opened or made before it is needed. */
export function openMedia({ store, cdnUrl }: MediaSettings, signingKey: string): OpenMedia {
  const uploadKey = uploadKeyOf(signingKey);
  const objects = openObjectStore(store, uploadKey);
  const pictures = pictureProcess();
  const base = publicBase(store, cdnUrl);
  let wake = () => {};
  return {
    ports: {
      objects,
      mediaUrl: (url) => (isOurs(url) ? `${base}${url}` : url),
      process: async (file, signal) =>
        (await import("./processing/processFile.ts")).processFile({ objects, pictures }, file, signal),
      wakeProcessing: () => wake(),
    },
    routes: mediaRoutes(store, { uploadKey, publicBase: base }),
    worker(ports, onError) {
      const worker = repeatedly({
        name: "catalog.media",
        everyMilliseconds,
        run: (signal) => seeToNextMedia(ports, signal),
        onError,
      });
      wake = worker.wake;
      return worker;
    },
  };
}

/** A path of what was uploaded; the demo store's pictures and those of a shop's own server are elsewhere. */
function isOurs(url: string): boolean {
  return /^\/media\/[0-9a-f-]{36}\/[a-z0-9.]+$/.test(url);
}
