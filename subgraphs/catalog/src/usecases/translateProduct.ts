import { readLocale } from "../domain/locale.ts";
import type { Author } from "../domain/revision.ts";
import { type ProductTranslationDraft, translateProduct as translate } from "../domain/translation.ts";
import type { Ports } from "../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "./rewriteProduct.ts";

/** Changes a product's texts in one language. */
export function translateProduct(
  ports: Pick<Ports, "products" | "categories">,
  request: {
    readonly id: string;
    readonly expectedVersion: number | null;
    readonly locale: string;
    readonly draft: ProductTranslationDraft;
  },
  author: Author,
): Promise<RewriteOutcome> {
  const { id, expectedVersion, draft } = request;
  return rewriteProduct(ports, { id, expectedVersion, author, kind: "TRANSLATED" }, (before) => {
    const locale = readLocale(request.locale, ["locale"]);
    return { kind: "made", product: { ...before, translations: translate(before, locale, draft) } };
  });
}
