import { request } from "undici";
import { type SupergraphSource, sourceOf } from "./source.ts";

export interface UrlSourceOptions {
  /** How often the URL is asked, give or take a tenth. */
  readonly everyMilliseconds: number;
  /** What goes with each request, such as a registry's key. */
  readonly headers?: Readonly<Record<string, string>>;
}

const deadlineMilliseconds = 20_000;
const largestBytes = 32 * 1_024 * 1_024;
/** After failures it is asked less and less often, until it is this many times `everyMilliseconds`. */
const longestBackoff = 8;

/** A supergraph at a URL, which is asked for it regularly and may say that nothing has changed (`ETag`). */
export function urlSource(url: string, { everyMilliseconds, headers }: UrlSourceOptions): SupergraphSource {
  let known: { readonly etag: string; readonly sdl: string } | undefined;

  async function get(ended: AbortSignal): Promise<string> {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(deadlineMilliseconds)]);
    const response = await request(url, {
      headers: { accept: "*/*", ...headers, ...(known && { "if-none-match": known.etag }) },
      signal,
      // Nothing is kept open between two questions.
      reset: true,
    });
    if (response.statusCode === 304 && known) {
      await response.body.dump();
      return known.sdl;
    }
    if (response.statusCode !== 200) {
      await response.body.dump();
      throw new Error(`it answered ${response.statusCode}`);
    }
    const sdl = await textOf(response.body);
    const { etag } = response.headers;
    known = typeof etag === "string" ? { etag, sdl } : undefined;
    return sdl;
  }

  return sourceOf({
    async fetch(signal) {
      try {
        return await get(signal);
      } catch (error) {
        throw new Error(`The supergraph cannot be fetched from ${withoutSecrets(url)}: ${reasonOf(error)}`);
      }
    },

    watch(look, signal) {
      let failures = 0;
      let next: NodeJS.Timeout | undefined;
      const ask = async () => {
        const { isWell } = await look();
        failures = isWell ? 0 : failures + 1;
        if (!signal.aborted) askIn(everyMilliseconds * Math.min(2 ** failures, longestBackoff));
      };
      // Many gateways that were started together must not ask together for ever.
      const askIn = (milliseconds: number) => {
        next = setTimeout(ask, milliseconds * (0.9 + Math.random() / 5)).unref();
      };
      signal.addEventListener("abort", () => clearTimeout(next));
      askIn(everyMilliseconds);
    },
  });
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > largestBytes) throw new Error(`it is larger than ${largestBytes / 1_024 / 1_024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A query or user information may hold a key, and the reason goes to the log. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function reasonOf(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError") return `it took more than ${deadlineMilliseconds / 1_000} s`;
  return code ?? message ?? String(error);
}
