import { headers } from "next/headers";
import { jsonLdText } from "./jsonLdText.ts";

/** What search engines read of a page, as schema.org has it. */
export async function JsonLd({ data }: { readonly data: object }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text cannot end the script (jsonLdText)
      dangerouslySetInnerHTML={{ __html: jsonLdText(data) }}
    />
  );
}
