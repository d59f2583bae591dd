import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Disk } from "flydrive";
import { S3Driver } from "flydrive/drivers/s3";
import type { MediaStore } from "./mediaStore.ts";
import type { ObjectStore } from "./objectStore.ts";
import { cacheControl, objectsOn } from "./onDisk.ts";

/**
 * A bucket of S3, or of what speaks its protocol at another endpoint. Credentials are found where the provider's own
 * tools find them: in the environment, a profile or the machine's role.
 */
export function s3Objects({
  bucket,
  prefix,
  region,
  endpoint,
}: Extract<MediaStore, { kind: "s3" | "gcs" }>): ObjectStore {
  const client = new S3Client({
    region,
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    // A checksum that the client adds by itself would be part of what is signed, and a browser does not send it.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  // Whether a bucket may be read is said by its policy; buckets have had no lists of rights by default since 2023.
  const disk = new Disk(new S3Driver({ client, bucket, visibility: "private", supportsACL: false }));

  return objectsOn(disk, {
    prefix,
    // Without the directive, the type and the rest are the original's.
    copy: (from, to, contentType) => disk.copy(from, to, { contentType, cacheControl, MetadataDirective: "REPLACE" }),
    async signUpload({ key, contentType, byteSize, expiresAt }) {
      const url = await getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, ContentLength: byteSize }),
        {
          expiresIn: Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1_000)),
          // Signed, so another type or size is refused; browsers send the length by themselves.
          signableHeaders: new Set(["content-type", "content-length"]),
        },
      );
      return { url, method: "PUT", headers: { "content-type": contentType } };
    },
  });
}
