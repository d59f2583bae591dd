import { Storage } from "@google-cloud/storage";
import { Disk } from "flydrive";
import { GCSDriver } from "flydrive/drivers/gcs";
import type { MediaStore } from "./mediaStore.ts";
import type { ObjectStore } from "./objectStore.ts";
import { cacheControl, objectsOn } from "./onDisk.ts";

/**
 * A bucket of Google Cloud Storage. Credentials are found where the provider's own tools find them:
 * `GOOGLE_APPLICATION_CREDENTIALS` or the machine's account.
 */
export function gcsObjects({ bucket, prefix, endpoint }: Extract<MediaStore, { kind: "s3" | "gcs" }>): ObjectStore {
  const storage = new Storage({
    ...(endpoint !== null && { apiEndpoint: endpoint }),
    timeout: 30_000,
    retryOptions: { maxRetries: 3, totalTimeout: 30 },
  });
  const disk = new Disk(new GCSDriver({ storage, bucket, visibility: "private", usingUniformAcl: true }));

  return objectsOn(disk, {
    prefix,
    // Past the disk, which would make the type a note of ours beside the object.
    async copy(from, to, contentType) {
      await storage.bucket(bucket).file(from).copy(to, { contentType, cacheControl });
    },
    async signUpload({ key, contentType, byteSize, expiresAt }) {
      const size = { "x-goog-content-length-range": `${byteSize},${byteSize}` };
      const [url] = await storage
        .bucket(bucket)
        .file(key)
        .getSignedUrl({ version: "v4", action: "write", expires: expiresAt, contentType, extensionHeaders: size });
      return { url, method: "PUT", headers: { "content-type": contentType, ...size } };
    },
  });
}
