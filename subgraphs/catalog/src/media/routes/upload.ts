import type { Route, RouteResponse } from "@angidi/subgraph";
import { originalKey } from "../../domain/media/mediaFile.ts";
import { readSignedQuery } from "../store/signature.ts";
import { receive, UploadRefused } from "./receive.ts";

/** How many uploads are received at once; whoever comes on top is asked to come again. */
const mostUploads = 8;

/**
 * `PUT /media/uploads/originals/:mediaId`: what S3 and GCS do by themselves, for the store that is a folder. The address
 * is signed with its type, its size and its end, so this asks nobody for leave.
 */
export function uploadRoute({
  folder,
  uploadKey,
  now,
}: {
  readonly folder: string;
  readonly uploadKey: Buffer;
  readonly now: () => Date;
}): Route {
  let uploads = 0;
  return {
    method: "PUT",
    path: "/media/uploads/originals/:mediaId",
    streamsBody: true,
    async handle({ params, query, headers, stream }) {
      const key = originalKey(params.mediaId ?? "");
      const terms = readSignedQuery(key, query, uploadKey, now());
      if (!terms || !stream) return told(403, "The address is not signed, or it has run out");
      if (headers["content-type"] !== terms.contentType) return told(415, `The file must be of ${terms.contentType}`);
      const announced = headers["content-length"];
      if (announced !== undefined && Number(announced) !== terms.byteSize) return told(413, sizeRefused(terms));
      if (uploads >= mostUploads) return told(503, "Too many uploads at once; try again", { "retry-after": "5" });

      uploads += 1;
      try {
        await receive(stream, { folder, key, byteSize: terms.byteSize });
        return told(200, "Received");
      } catch (error) {
        if (error instanceof UploadRefused) return told(400, sizeRefused(terms));
        throw error;
      } finally {
        uploads -= 1;
      }
    },
  };
}

function sizeRefused({ byteSize }: { readonly byteSize: number }): string {
  return `The file must have ${byteSize} bytes`;
}

/** The rest of a body that is refused is not read, so the connection has to end. */
function told(status: number, message: string, headers: Readonly<Record<string, string>> = {}): RouteResponse {
  return {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      ...(status >= 400 && { connection: "close" }),
      ...headers,
    },
    body: message,
  };
}
