import type { Environment, Route } from "@angidi/subgraph";
import { passOn } from "./passOn.ts";

/** What catalog serves beside its graph. */
const paths = [
  ["GET", "/media/:name"],
  ["GET", "/media/:mediaId/:name"],
  ["PUT", "/media/uploads/originals/:mediaId"],
] as const;

const askedWith = ["content-type", "content-length", "range", "if-range", "if-none-match"];
const answeredWith = [
  "content-type",
  "content-length",
  "content-range",
  "accept-ranges",
  "etag",
  "cache-control",
  "location",
  "content-security-policy",
  "x-content-type-options",
  "cross-origin-resource-policy",
  "retry-after",
];

/**
 * The routes of media where catalog has a process of its own: clients reach the gateway alone, and documents name media
 * by paths on its host. Where files are in a bucket, or a delivery network is in front, little comes this way.
 */
export function mediaElsewhere({ CATALOG_URL }: Environment): readonly Route[] {
  if (!CATALOG_URL) return [];
  return paths.map(([method, path]) => ({
    method,
    path,
    streamsBody: method === "PUT",
    handle: (given) => passOn({ to: CATALOG_URL, method, path, askedWith, answeredWith }, given),
  }));
}
