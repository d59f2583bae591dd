import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { isId } from "@angidi/datastores";
import type { Route, RouteResponse } from "@angidi/subgraph";
import { contentTypeOfName, publicKey } from "../../domain/media/mediaFile.ts";
import { cacheControl } from "../store/onDisk.ts";
import { rangeOf } from "./range.ts";

const path = "/media/:mediaId/:name";
const missing: RouteResponse = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  body: "There is no such file",
};

/** The files of the store that is a folder, whole or in part. Nothing of a path comes from the address as it is. */
export function publicFileRoute(folder: string): Route {
  return {
    method: "GET",
    path,
    async handle({ params, headers }) {
      const key = keyOf(params);
      if (!key) return missing;
      let file: FileHandle;
      try {
        file = await open(join(folder, key));
      } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return missing;
        throw error;
      }
      return answer(file, key, headers);
    },
  };
}

/** Where files are in a bucket, documents' paths lead to it. */
export function publicRedirectRoute(base: string): Route {
  return {
    method: "GET",
    path,
    async handle({ params }) {
      const key = keyOf(params);
      if (!key) return missing;
      return {
        status: 302,
        headers: { location: `${base}/${key}`, "cache-control": "public, max-age=3600" },
        body: "",
      };
    },
  };
}

function keyOf({ mediaId = "", name = "" }: Readonly<Record<string, string>>): string | null {
  const isPublic = isId(mediaId) && /^[a-z0-9]+\.[a-z0-9]+$/.test(name) && contentTypeOfName(name) !== null;
  return isPublic ? publicKey(mediaId.toLowerCase(), name) : null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

async function answer(file: FileHandle, key: string, headers: Headers): Promise<RouteResponse> {
  const { size } = await file.stat();
  const tag = `"${key.replace("/", "-")}-${size}"`;
  const common = {
    "content-type": contentTypeOfName(key) ?? "application/octet-stream",
    "cache-control": cacheControl,
    etag: tag,
    "accept-ranges": "bytes",
    // What it is says its name, and whatever it is, it runs nothing.
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
  };
  if (headers["if-none-match"] === tag) {
    await file.close();
    return { status: 304, headers: common, body: "" };
  }
  const isWhole = headers["if-range"] !== undefined && headers["if-range"] !== tag;
  const range = isWhole ? "whole" : rangeOf(headers.range, size);
  if (range === "unsatisfiable") {
    await file.close();
    return { status: 416, headers: { ...common, "content-range": `bytes */${size}` }, body: "" };
  }
  if (range === "whole") {
    const body = file.createReadStream();
    return { status: 200, headers: { ...common, "content-length": String(size) }, body };
  }
  const { start, end } = range;
  return {
    status: 206,
    headers: { ...common, "content-length": String(end - start + 1), "content-range": `bytes ${start}-${end}/${size}` },
    body: file.createReadStream({ start, end }),
  };
}
