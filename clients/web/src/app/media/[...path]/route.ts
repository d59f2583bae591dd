import { configuration } from "../../../configuration.ts";

/** Headers of the graph's answer that the browser gets, too. */
const passed = [
  "content-type",
  "content-length",
  "cache-control",
  "etag",
  "last-modified",
  "content-range",
  "accept-ranges",
];

/** A picture of the graph's host, so that pages need no other host than their own. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly path: string[] }> }) {
  const { path } = await params;
  const { graphUrl, graphDeadline } = configuration();
  const address = new URL(`/media/${path.map(encodeURIComponent).join("/")}`, graphUrl);
  address.search = new URL(request.url).search;
  try {
    const answer = await fetch(address, {
      headers: conditionsOf(request),
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(graphDeadline)]),
      cache: "no-store",
    });
    const headers = new Headers({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    for (const name of passed) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(answer.body, { status: answer.status, headers });
  } catch {
    return new Response(null, { status: 504 });
  }
}

function conditionsOf({ headers }: Request): Record<string, string> {
  const names = ["if-none-match", "if-modified-since", "range"];
  return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])));
}
