import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where media are kept. */
export type MediaStore =
  | { readonly kind: "file-system"; readonly folder: string }
  | {
      readonly kind: "s3" | "gcs";
      readonly bucket: string;
      /** What keys begin with; empty, or with a slash at its end. */
      readonly prefix: string;
      readonly region: string;
      /** Of what understands the same protocol elsewhere; null: the provider's own. */
      readonly endpoint: string | null;
    };

/**
 * Reads `MEDIA_URL`: `file:///folder`, `s3://bucket/prefix?region=…&endpoint=…` or `gs://bucket/prefix?endpoint=…`. Null
 * for what is none of these.
 */
export function readMediaUrl(text: string): MediaStore | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === "file:" && url.host === "") return { kind: "file-system", folder: resolve(fileURLToPath(url)) };
  const kind = url.protocol === "s3:" ? "s3" : url.protocol === "gs:" ? "gcs" : null;
  const endpoint = url.searchParams.get("endpoint");
  if (!kind || !url.host || (endpoint !== null && !/^https?:\/\/[^/]/.test(endpoint))) return null;
  const folders = url.pathname.split("/").filter((part) => part !== "");
  return {
    kind,
    bucket: url.host,
    prefix: folders.map((folder) => `${folder}/`).join(""),
    region: url.searchParams.get("region") ?? "us-east-1",
    endpoint: endpoint?.replace(/\/+$/, "") ?? null,
  };
}

/**
 * What stands before the key in the address of what everybody may read: the content delivery network's, or else the
 * bucket's. Files in a folder are at the host of the graph, so for them there is nothing before the slash.
 */
export function publicBase(store: MediaStore, cdnUrl: string | null): string {
  if (cdnUrl !== null) return cdnUrl.replace(/\/+$/, "");
  if (store.kind === "file-system") return "";
  const { kind, bucket, prefix, region, endpoint } = store;
  const provider =
    kind === "gcs" ? `https://storage.googleapis.com/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  return `${endpoint === null ? provider : `${endpoint}/${bucket}`}/${prefix}`.replace(/\/+$/, "");
}
