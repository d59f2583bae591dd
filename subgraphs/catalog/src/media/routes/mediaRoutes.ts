import type { Route } from "@angidi/subgraph";
import type { MediaStore } from "../store/mediaStore.ts";
import { publicFileRoute, publicRedirectRoute } from "./publicFile.ts";
import { uploadRoute } from "./upload.ts";

/** What is reached at the host of the graph: files and their uploads where the store is a folder, else the way to it. */
export function mediaRoutes(
  store: MediaStore,
  { uploadKey, publicBase }: { readonly uploadKey: Buffer; readonly publicBase: string },
): readonly Route[] {
  if (store.kind !== "file-system") return [publicRedirectRoute(publicBase)];
  const { folder } = store;
  return [publicFileRoute(folder), uploadRoute({ folder, uploadKey, now: () => new Date() })];
}
