import { createHash, verify } from "node:crypto";
import { type BucketAnswer, type BucketRequest, bucketServer, type StoredObject } from "./bucket.ts";

/**
 * A bucket by the name of `shop` as Google's references describe one: uploads in parts, reading, rewriting, listing and
 * deleting by the JSON API, and uploads to addresses that are signed in version 4.
 */
export function gcsBucket(publicKey: string) {
  return bucketServer((request, objects) => {
    const { pathname } = request.url;
    if (pathname.startsWith("/upload/storage/v1/b/shop/o")) return answerUpload(request, objects);
    if (pathname.startsWith("/storage/v1/b/shop/o")) return answerObject(request, objects);
    if (request.method === "PUT" && pathname.startsWith("/shop/")) {
      return answerSigned(request, publicKey, objects);
    }
    return { status: 404 };
  });
}

function answerUpload({ url, headers, body }: BucketRequest, objects: Map<string, StoredObject>): BucketAnswer {
  const boundary = /boundary="?([^";]+)/.exec(headers["content-type"] ?? "")?.[1];
  const [, about, file] = body.toString("latin1").split(`--${boundary}`);
  if (!about || !file) return { status: 400 };
  const contentOf = (part: string) => part.slice(part.indexOf("\r\n\r\n") + 4, -2);
  const given = JSON.parse(contentOf(about));
  const key = given.name ?? url.searchParams.get("name");
  const content = Buffer.from(contentOf(file), "latin1");
  objects.set(key, { content, contentType: given.contentType ?? "" });
  return json(describe(key, objects.get(key)!));
}

function answerObject({ method, url, path, body }: BucketRequest, objects: Map<string, StoredObject>): BucketAnswer {
  const [, , , , , , key, verb, , , , target] = path.split("/").map(decodeURIComponent);
  if (key === undefined) {
    const prefix = url.searchParams.get("prefix") ?? "";
    const found = [...objects].filter(([name]) => name.startsWith(prefix));
    return json({ items: found.map(([name, object]) => describe(name, object)) });
  }
  const stored = objects.get(key);
  if (!stored) return { ...json({ error: { code: 404, message: "No such object" } }), status: 404 };
  if (method === "DELETE") {
    objects.delete(key);
    return { status: 204 };
  }
  if (verb === "rewriteTo") {
    objects.set(target!, { ...stored, contentType: JSON.parse(body.toString()).contentType });
    return json({ done: true, resource: describe(target!, stored) });
  }
  if (url.searchParams.get("alt") !== "media") return json(describe(key, stored));
  const hash = { "x-goog-hash": `crc32c=${crc32c(stored.content)}` };
  return { status: 200, headers: { "content-type": stored.contentType, ...hash }, body: stored.content };
}

function describe(name: string, { content, contentType }: StoredObject) {
  const md5Hash = createHash("md5").update(content).digest("base64");
  return {
    ...{ kind: "storage#object", bucket: "shop", name, contentType, md5Hash, crc32c: crc32c(content) },
    ...{ size: String(content.length), etag: "1", generation: "1", updated: new Date().toISOString() },
  };
}

/** CRC-32C (Castagnoli) in base64, as the client checks it. */
function crc32c(content: Buffer): string {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return bytes.toString("base64");
}

function json(body: object): BucketAnswer {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function answerSigned(request: BucketRequest, publicKey: string, objects: Map<string, StoredObject>): BucketAnswer {
  if (!isSigned(request, publicKey)) return { status: 403 };
  const [least, most] = (request.headers["x-goog-content-length-range"] ?? "").split(",").map(Number);
  const { body, headers, url } = request;
  if (!(body.length >= least! && body.length <= most!)) return { status: 400, body: "<Code>EntityTooLarge</Code>" };
  const key = decodeURIComponent(url.pathname).slice("/shop/".length);
  objects.set(key, { content: body, contentType: headers["content-type"] ?? "" });
  return { status: 200 };
}

/** By "V4 signing process with your own program" of Google Cloud Storage's documentation. */
function isSigned({ method, path, url, headers }: BucketRequest, publicKey: string): boolean {
  const { searchParams } = url;
  const names = searchParams.get("X-Goog-SignedHeaders") ?? "";
  const date = searchParams.get("X-Goog-Date") ?? "";
  const scope = (searchParams.get("X-Goog-Credential") ?? "").split("/").slice(1).join("/");
  const signature = Buffer.from(searchParams.get("X-Goog-Signature") ?? "", "hex");
  const begin = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(begin + Number(searchParams.get("X-Goog-Expires")) * 1_000 > Date.now())) return false;
  const query = [...searchParams]
    .filter(([name]) => name !== "X-Goog-Signature")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  // The client signs the host without its port, as at the provider there is none.
  const given: Record<string, string> = { ...headers, host: url.hostname };
  const lines = names.split(";").map((name) => `${name}:${given[name] ?? ""}\n`);
  const canonical = [method, path, query.join("&"), lines.join(""), names, "UNSIGNED-PAYLOAD"].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  return verify("RSA-SHA256", Buffer.from(["GOOG4-RSA-SHA256", date, scope, hash].join("\n")), publicKey, signature);
}
