import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import type { ObjectStore } from "./objectStore.ts";
import { objectsOn } from "./onDisk.ts";
import { signedQuery } from "./signature.ts";

/** Files in a folder. Uploads come by our own route (`uploadRoute`), by addresses that are signed with this key. */
export function fileObjects({
  folder,
  uploadKey,
}: {
  readonly folder: string;
  readonly uploadKey: Buffer;
}): ObjectStore {
  const disk = new Disk(new FSDriver({ location: folder, visibility: "private" }));
  return objectsOn(disk, {
    prefix: "",
    copy: (from, to) => disk.copy(from, to),
    signUpload: async (terms) => ({
      url: `/media/uploads/${terms.key}?${signedQuery(terms, uploadKey)}`,
      method: "PUT",
      headers: { "content-type": terms.contentType },
    }),
  });
}
