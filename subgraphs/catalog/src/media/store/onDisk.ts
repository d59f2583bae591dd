import type { Disk } from "flydrive";
import type { ObjectStore } from "./objectStore.ts";

/** What is public has its content in its name, so whoever has it may keep it. */
export const cacheControl = "public, max-age=31536000, immutable";

/** What is each store's own. It gets keys with the prefix. */
interface OwnParts extends Pick<ObjectStore, "copy" | "signUpload"> {
  /** What all keys begin with. */
  readonly prefix: string;
}

/** What every store does alike by flydrive, and what is its own. */
export function objectsOn(disk: Disk, { prefix, copy, signUpload }: OwnParts): ObjectStore {
  return {
    put: (key, content, contentType) =>
      disk.put(`${prefix}${key}`, content, { contentType, cacheControl, contentLength: content.length }),
    read: (key) => disk.getStream(`${prefix}${key}`),
    async byteSizeOf(key) {
      try {
        const { contentLength } = await disk.getMetaData(`${prefix}${key}`);
        return contentLength;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    copy: (from, to, contentType) => copy(`${prefix}${from}`, `${prefix}${to}`, contentType),
    delete: (key) => disk.delete(`${prefix}${key}`),
    async deleteFolder(folder) {
      try {
        // Past the disk, which would take the slash away, and with it the folder's end.
        await disk.driver.deleteAll(`${prefix}${folder}/`);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    signUpload: (terms) => signUpload({ ...terms, key: `${prefix}${terms.key}` }),
  };
}

interface Known {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly cause?: Known;
}

/** Each client says in its own way that there is no such object, and flydrive wraps it. */
function isMissing(error: unknown): boolean {
  for (let known = error as Known | undefined; known; known = known.cause) {
    if (known.code === "ENOENT" || known.code === 404 || known.$metadata?.httpStatusCode === 404) return true;
  }
  return false;
}
