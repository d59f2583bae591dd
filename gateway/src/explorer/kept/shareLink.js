/**
 * An operation in the fragment of the page's address, which browsers send to nobody. What is shared is the document, its
 * variables and the variant of the graph; headers, which may hold credentials, are not.
 */
const name = "operation";

export async function toFragment({ document, variables, variant }) {
  const bytes = new TextEncoder().encode(JSON.stringify({ document, variables, variant }));
  const packed = await through(bytes, new CompressionStream("deflate-raw"));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `#${name}=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** What a fragment shares, or undefined when it shares nothing that can be read. */
export async function fromFragment(fragment) {
  const [, given] = new RegExp(`^#${name}=([\\w-]+)$`).exec(fragment) ?? [];
  if (!given) return undefined;
  try {
    const binary = atob(given.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const shared = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw"))));
    if (typeof shared.document !== "string") return undefined;
    return {
      document: shared.document,
      variables: typeof shared.variables === "string" ? shared.variables : "",
      variant: typeof shared.variant === "string" ? shared.variant : "",
    };
  } catch {
    return undefined;
  }
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
