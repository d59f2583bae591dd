import { createHash, createHmac, randomUUID } from "node:crypto";
import { type BucketAnswer, type BucketRequest, bucketServer, type StoredObject } from "./bucket.ts";

export const secret = "throwaway-secret";

/**
 * A bucket by the name of `shop` as the API reference of S3 describes one: put, get, head, delete, copy, list, delete of
 * many. Signatures of version 4 are computed anew and compared, in the address as in the header.
 */
export function s3Bucket() {
  return bucketServer((request, objects) => {
    if (!isSigned(request)) return error(403, "SignatureDoesNotMatch");
    const key = decodeURIComponent(request.url.pathname).replace(/^\/shop\/?/, "");
    if (key === "") return answerBucket(request, objects);
    return answerObject(request, key, objects);
  });
}

function answerObject(
  { method, headers, body }: BucketRequest,
  key: string,
  objects: Map<string, StoredObject>,
): BucketAnswer {
  const source = headers["x-amz-copy-source"];
  const stored = objects.get(source ? decodeURIComponent(source).replace(/^\/?shop\//, "") : key);
  if (method === "PUT" && !source) {
    objects.set(key, { content: body, contentType: headers["content-type"] ?? "" });
    return { status: 200, headers: { etag: `"${randomUUID()}"` } };
  }
  if (method === "DELETE") {
    objects.delete(key);
    return { status: 204 };
  }
  if (!stored) return error(404, "NoSuchKey");
  if (method === "PUT") {
    const isReplaced = headers["x-amz-metadata-directive"] === "REPLACE";
    objects.set(key, { ...stored, contentType: (isReplaced ? headers["content-type"] : stored.contentType) ?? "" });
    return { status: 200, body: "<CopyObjectResult><ETag>&quot;1&quot;</ETag></CopyObjectResult>" };
  }
  const about = {
    "content-type": stored.contentType,
    "content-length": String(stored.content.length),
    etag: '"1"',
    "last-modified": new Date().toUTCString(),
  };
  return method === "HEAD" ? { status: 200, headers: about } : { status: 200, headers: about, body: stored.content };
}

function answerBucket({ method, url, body }: BucketRequest, objects: Map<string, StoredObject>): BucketAnswer {
  if (method === "GET" && url.searchParams.get("list-type") === "2") {
    const prefix = url.searchParams.get("prefix") ?? "";
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
    const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("");
    return { status: 200, body: `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>` };
  }
  if (method === "POST" && url.searchParams.has("delete")) {
    for (const [, key] of body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)) objects.delete(key!);
    return { status: 200, body: "<DeleteResult></DeleteResult>" };
  }
  return error(400, "InvalidRequest");
}

function error(status: number, code: string): BucketAnswer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` };
}

/** By "Authenticating Requests (AWS Signature Version 4)" of the API reference. */
function isSigned(request: BucketRequest): boolean {
  const { searchParams } = request.url;
  const fromQuery = searchParams.get("X-Amz-Signature");
  const header = request.headers.authorization ?? "";
  const signature = fromQuery ?? /Signature=([0-9a-f]+)/.exec(header)?.[1];
  const names = searchParams.get("X-Amz-SignedHeaders") ?? /SignedHeaders=([^,]+)/.exec(header)?.[1];
  const credential = searchParams.get("X-Amz-Credential") ?? /Credential=([^,]+)/.exec(header)?.[1];
  const date = searchParams.get("X-Amz-Date") ?? request.headers["x-amz-date"];
  if (!signature || !names || !credential || !date) return false;
  if (fromQuery && instantOf(date) + Number(searchParams.get("X-Amz-Expires")) * 1_000 < Date.now()) return false;

  const scope = credential.split("/").slice(1).join("/");
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical(request, names, fromQuery !== null))].join("\n");
  const [day, region, service, end] = scope.split("/");
  const key = [day!, region!, service!, end!].reduce<string | Buffer>(
    (each, part) => hmac(each, part),
    `AWS4${secret}`,
  );
  return hmac(key, text).toString("hex") === signature;
}

function canonical({ method, path, url, headers, body }: BucketRequest, names: string, isQuery: boolean): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const lines = names.split(";").map((name) => `${name}:${(headers[name] ?? "").trim()}\n`);
  const hash = isQuery ? "UNSIGNED-PAYLOAD" : (headers["x-amz-content-sha256"] ?? sha256(body));
  return [method, path, query.join("&"), lines.join(""), names, hash].join("\n");
}

function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
