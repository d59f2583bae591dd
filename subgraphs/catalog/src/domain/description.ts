import sanitizeHtml from "sanitize-html";

/**
 * Product texts are HTML. What stays is what text needs; what could run a script, load a frame, submit a form or
 * leave its place on the page (styles, ids, classes) goes. Plain text is HTML already but for its &, < and >.
 */
export function sanitiseDescription(html: string): string {
  return sanitizeHtml(html.toWellFormed().replaceAll("\u0000", ""), rules).trim();
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
  // Shops link to anywhere; a page opened from ours must not reach back, nor be vouched for.
  transformTags: { a: sanitizeHtml.simpleTransform("a", { rel: "nofollow noopener" }) },
};
