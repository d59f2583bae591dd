/**
 * What a product is, as the graph gives it: HTML that the catalogue sanitised when it was written, with nothing in it that could
 * run or leave its place. The page's policy holds for it besides: no script, style or form of it would do anything.
 */
export function Description({ html }: { readonly html: string }) {
  if (html === "") return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div className="flex flex-col gap-3 leading-relaxed" dangerouslySetInnerHTML={{ __html: html }} />;
}
