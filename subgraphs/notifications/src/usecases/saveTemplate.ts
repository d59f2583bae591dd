import type { Channel } from "../domain/kind.ts";
import { readLocale } from "../domain/locale.ts";
import { sampleData } from "../domain/messageData.ts";
import { type InvalidInput, invalidInput } from "../domain/refusal.ts";
import type { Template, TemplateKey, TemplateText } from "../domain/template.ts";
import type { Ports } from "../ports.ts";
import { TemplateFault } from "../rendering/renderer.ts";
import { toMessage } from "./writeMessages.ts";

export interface TemplateDraft extends TemplateKey {
  readonly subject: string;
  readonly body: string;
  readonly html?: string | null;
}

/** A template that cannot be rendered, and where; the place counts from 1. */
export interface BrokenTemplate {
  readonly kind: "broken";
  readonly message: string;
  readonly path: readonly string[];
  readonly line: number | null;
  readonly column: number | null;
}

export type SaveTemplateResult =
  | { readonly kind: "saved"; readonly template: Template }
  | BrokenTemplate
  | InvalidInput;

/** Saves a new version of a template, once it has been rendered with sample data. It is not sent before it is activated. */
export async function saveTemplate(
  { templates, shop, now }: Pick<Ports, "templates" | "shop" | "now">,
  draft: TemplateDraft,
  by: string | null,
): Promise<SaveTemplateResult> {
  const locale = readLocale(draft.locale);
  if (locale === null) return invalidInput(["locale"], "locale must be a language tag, such as en or de-AT");
  const text = textOf(draft);
  if ("kind" in text) return text;

  const key = { kind: draft.kind, channel: draft.channel, locale };
  const rendered = tryTemplate({ ...key, ...text }, shop);
  if (rendered.kind !== "rendered") return rendered;
  return { kind: "saved", template: await templates.save(key, text, by, now()) };
}

const longestBody: Readonly<Record<Channel, number>> = { EMAIL: 100_000, SMS: 2_000, PUSH: 2_000, IN_APP: 10_000 };

function textOf({ channel, subject, body, html }: TemplateDraft): TemplateText | InvalidInput {
  if (subject.trim() === "" || subject.length > 1_000) {
    return invalidInput(["subject"], "subject must have 1 to 1000 characters");
  }
  if (body.trim() === "" || body.length > longestBody[channel]) {
    return invalidInput(["body"], `body must have 1 to ${longestBody[channel]} characters`);
  }
  if (channel !== "EMAIL" && html) return invalidInput(["html"], "html is for EMAIL alone");
  if (html && html.length > longestBody.EMAIL) {
    return invalidInput(["html"], `html must have at most ${longestBody.EMAIL} characters`);
  }
  return { subject, body, html: html ? html : null };
}

export interface RenderedSample {
  readonly kind: "rendered";
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
}

/** Renders a template with the sample data of its kind, where a name that the data does not have is a fault. */
export function tryTemplate(
  template: TemplateKey & TemplateText,
  shop: Ports["shop"],
): RenderedSample | BrokenTemplate {
  try {
    const data = sampleData(template.kind, shop);
    const { subject, body, html } = toMessage({ ...template, version: 0 }, data, shop, null, { strict: true });
    return { kind: "rendered", subject, body, html };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return { kind: "broken", message: error.message, path: [error.part], line: error.line, column: error.column };
  }
}
