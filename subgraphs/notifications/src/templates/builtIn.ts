import { type Channel, channels, type Kind, kinds } from "../domain/kind.ts";
import type { Template, TemplateKey, TemplateText } from "../domain/template.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Language } from "./wording.ts";

const languages: Readonly<Record<string, Language>> = { en, de };

/** Version 0 of each template: those that the program brings, to start from and to go back to. */
const builtIns: readonly Template[] = Object.entries(languages).flatMap(([locale, language]) =>
  kinds.flatMap((kind) =>
    channels.map((channel) => ({
      kind,
      channel,
      locale,
      ...textOf(language, kind, channel),
      version: 0,
      active: true,
      createdAt: null,
      createdBy: null,
    })),
  ),
);

/** The built-in templates, of one kind if it is given. */
export function builtInTemplates(kind?: Kind): readonly Template[] {
  return kind === undefined ? builtIns : builtIns.filter((template) => template.kind === kind);
}

/** The one that a key means, or null: other languages have none. */
export function builtInTemplate({ kind, channel, locale }: TemplateKey): Template | null {
  return builtInTemplates(kind).find((one) => one.channel === channel && one.locale === locale) ?? null;
}

function textOf(language: Language, kind: Kind, channel: Channel): TemplateText {
  const { subject, sentence, more, lists } = language.wordings[kind];
  if (channel !== "EMAIL") return { subject, body: sentence, html: null };

  const greeting = `{% if customer.name %}${language.greeting}{% else %}${language.greetingWithoutName}{% endif %}`;
  const textList = `{% for line in order.lines %}{{ line.quantity }} × {{ line.title }}  {{ line.unitPrice | money }}
{% endfor %}${language.total}: {{ order.total | money }}`;
  const htmlList = `<table style="width:100%">
{% for line in order.lines %}<tr><td>{{ line.quantity }} × {{ line.title }}</td><td style="text-align:right">{{ line.unitPrice | money }}</td></tr>
{% endfor %}<tr><td><strong>${language.total}</strong></td><td style="text-align:right"><strong>{{ order.total | money }}</strong></td></tr>
</table>`;
  const parts = (list: string) => [greeting, sentence, ...(lists ? [list] : []), ...(more ? [more] : [])];
  return {
    subject,
    body: parts(textList).join("\n\n"),
    html: parts(htmlList)
      .map((part) => (part === htmlList ? part : `<p>${part}</p>`))
      .join("\n"),
  };
}
