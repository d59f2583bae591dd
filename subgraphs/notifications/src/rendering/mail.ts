interface MailFrame {
  readonly subject: string;
  readonly html: string;
  readonly locale: string;
  readonly shop: { readonly name: string; readonly url: string };
  /** Null for mails that cannot be switched off. */
  readonly unsubscribeUrl: string | null;
}

const unsubscribeWords: Readonly<Record<string, string>> = {
  en: "Unsubscribe from mails like this",
  de: "Solche E-Mails abbestellen",
};

/** What the link is called in a locale. */
function unsubscribeText(locale: string): string {
  return unsubscribeWords[locale.split("-")[0]!] ?? unsubscribeWords.en!;
}

/** A whole mail around its rendered part: the head and foot stand here, so that no template can leave the foot out. */
export function mailPage({ subject, html, locale, shop, unsubscribeUrl }: MailFrame): string {
  const unsubscribe = unsubscribeUrl
    ? ` · <a href="${escapeHtml(unsubscribeUrl)}" style="color:#6b7280">${unsubscribeText(locale)}</a>`
    : "";
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f3f4f6;font:16px/1.5 system-ui,sans-serif;color:#111827">
<div style="max-width:560px;margin:0 auto;padding:24px">
<p style="font-weight:600">${escapeHtml(shop.name)}</p>
<div style="background:#fff;border-radius:8px;padding:24px">
${html}
</div>
<p style="font-size:13px;color:#6b7280"><a href="${escapeHtml(shop.url)}" style="color:#6b7280">${escapeHtml(shop.name)}</a>${unsubscribe}</p>
</div>
</body>
</html>`;
}

/** The plain part of a mail, with the link at its end. */
export function mailText(body: string, locale: string, unsubscribeUrl: string | null): string {
  return unsubscribeUrl ? `${body}\n\n--\n${unsubscribeText(locale)}: ${unsubscribeUrl}` : body;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/** Text as it stands in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
