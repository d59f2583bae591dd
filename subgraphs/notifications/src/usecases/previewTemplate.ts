import { localeChain, readLocale } from "../domain/locale.ts";
import { nearest, type Template, type TemplateKey } from "../domain/template.ts";
import type { Ports } from "../ports.ts";
import { type BrokenTemplate, type RenderedSample, tryTemplate } from "./saveTemplate.ts";

export interface PreviewRequest extends TemplateKey {
  /** Null: the version that a reader of the locale would be sent. */
  readonly version: number | null;
  /** Shown in place of a version. */
  readonly draft: { readonly subject: string; readonly body: string; readonly html?: string | null } | null;
}

export type PreviewResult =
  | (RenderedSample & { readonly locale: string; readonly version: number | null })
  | BrokenTemplate
  | { readonly kind: "not-found" };

/** What a template looks like with sample data: a saved version, the one that is sent, or a draft. */
export async function previewTemplate(
  { templates, shop }: Pick<Ports, "templates" | "shop">,
  { version, draft, ...wanted }: PreviewRequest,
): Promise<PreviewResult> {
  const locale = readLocale(wanted.locale);
  if (locale === null) return { kind: "not-found" };
  const key = { ...wanted, locale };
  if (draft) {
    const shown = tryTemplate({ ...key, ...draft, html: draft.html ?? null }, shop);
    return shown.kind === "rendered" ? { ...shown, locale, version: null } : shown;
  }
  const template = await find(templates, key, version);
  if (!template) return { kind: "not-found" };
  const shown = tryTemplate(template, shop);
  return shown.kind === "rendered" ? { ...shown, locale: template.locale, version: template.version } : shown;
}

async function find(templates: Ports["templates"], key: TemplateKey, version: number | null): Promise<Template | null> {
  if (version !== null) return templates.version(key, version);
  return nearest(await templates.active(key.kind), key.channel, localeChain(key.locale));
}
