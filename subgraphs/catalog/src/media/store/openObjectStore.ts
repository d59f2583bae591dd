import type { MediaStore } from "./mediaStore.ts";
import type { ObjectStore } from "./objectStore.ts";

/**
 * The store that is configured. Its code, which is much, is loaded when something is first asked of it: most processes
 * never are.
 */
export function openObjectStore(store: MediaStore, uploadKey: Buffer): ObjectStore {
  let opened: Promise<ObjectStore> | undefined;
  const objects = () => {
    opened ??= open(store, uploadKey);
    return opened;
  };
  return {
    put: async (...given) => (await objects()).put(...given),
    read: async (key) => (await objects()).read(key),
    byteSizeOf: async (key) => (await objects()).byteSizeOf(key),
    copy: async (...given) => (await objects()).copy(...given),
    delete: async (key) => (await objects()).delete(key),
    deleteFolder: async (folder) => (await objects()).deleteFolder(folder),
    signUpload: async (terms) => (await objects()).signUpload(terms),
  };
}

async function open(store: MediaStore, uploadKey: Buffer): Promise<ObjectStore> {
  switch (store.kind) {
    case "file-system":
      return (await import("./fileSystem.ts")).fileObjects({ folder: store.folder, uploadKey });
    case "s3":
      return (await import("./s3.ts")).s3Objects(store);
    case "gcs":
      return (await import("./gcs.ts")).gcsObjects(store);
  }
}
