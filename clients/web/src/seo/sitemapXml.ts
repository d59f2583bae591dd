const namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A sitemap of addresses (sitemaps.org). */
export function sitemapXml(addresses: readonly string[]): string {
  return documentOf("urlset", "url", addresses);
}

/** An index of sitemaps. */
export function sitemapIndexXml(addresses: readonly string[]): string {
  return documentOf("sitemapindex", "sitemap", addresses);
}

/** As search engines are to be given it: XML, which may be kept for an hour. */
export function xmlResponse(text: string): Response {
  return new Response(text, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}

function documentOf(root: string, entry: string, addresses: readonly string[]): string {
  const entries = addresses.map((address) => `<${entry}><loc>${escaped(address)}</loc></${entry}>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${entries}\n</${root}>\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
