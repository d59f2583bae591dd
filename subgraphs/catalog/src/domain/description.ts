import { createRequire } from "node:module";
import type sanitizeHtml from "sanitize-html";

/** Loaded with the first description: it takes 20 MB, and most processes only ever read. */
const load = createRequire(import.meta.url);
const sanitizer = (): typeof sanitizeHtml => load("sanitize-html");

/**
 * Product texts are HTML. What stays is what text needs; what could run a script, load a frame, submit a form or
 * leave its place on the page (styles, ids, classes) goes. Plain text is HTML already but for its &, < and >.
 */
export function sanitiseDescription(html: string): string {
  const sanitise = sanitizer();
  // Shops link to anywhere; a page opened from ours must not reach back, nor be vouched for.
  const link = sanitise.simpleTransform("a", { rel: "nofollow noopener" });
  return sanitise(html.toWellFormed().replaceAll("\u0000", ""), { ...rules, transformTags: { a: link } }).trim();
}

const rules: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "br", "hr", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code"],
    ...["b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "mark", "abbr"],
    ...["ul", "ol", "li", "dl", "dt", "dd"],
    ...["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"],
    ...["a", "img", "figure", "figcaption"],
  ],
  allowedAttributes: {
    a: ["href", "title", "rel"],
    img: ["src", "alt", "title", "width", "height"],
    th: ["colspan", "rowspan", "scope"],
    td: ["colspan", "rowspan"],
    abbr: ["title"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https"] },
};
