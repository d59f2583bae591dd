import type { AudienceStore } from "../data/audienceStore.ts";
import type { TemplateStore } from "../data/templateStore.ts";
import { destinationsOf } from "../domain/audience.ts";
import { isMandatory } from "../domain/kind.ts";
import { localeChain } from "../domain/locale.ts";
import type { MessageData } from "../domain/messageData.ts";
import { isNews } from "../domain/news.ts";
import type { NewNotification } from "../domain/notification.ts";
import type { Occasion } from "../domain/occasion.ts";
import { nearest, type Template } from "../domain/template.ts";
import type { Ports } from "../ports.ts";
import { mailPage, mailText } from "../rendering/mail.ts";
import { renderTemplate } from "../rendering/renderer.ts";
import { builtInTemplates } from "../templates/builtIn.ts";

export interface WriteMessagesPorts extends Pick<Ports, "links" | "shop" | "now" | "newId" | "log"> {
  readonly audience: Pick<AudienceStore, "find">;
  readonly templates: Pick<TemplateStore, "active">;
}

/** The messages of an occasion, one for each channel on which it is wanted. */
export async function writeMessages(ports: WriteMessagesPorts, occasion: Occasion): Promise<NewNotification[]> {
  const now = ports.now();
  if (!isNews(occasion.at, now)) return [];

  const { kind, userId } = occasion;
  const owner = ports.links.ownerOf(userId, occasion.email);
  const known = await ports.audience.find(userId, owner);
  const audience = { ...known, email: occasion.email ?? known.email };
  const locales = localeChain(audience.locale);
  const templates = await ports.templates.active(kind);
  const data: MessageData = { ...occasion.data, shop: ports.shop, customer: { name: audience.name } };

  return destinationsOf(kind, audience).flatMap(({ channel, recipient }): NewNotification[] => {
    const template = nearest(templates, channel, locales);
    if (!template) return [];
    const canBeSwitchedOff = channel === "EMAIL" && !isMandatory(kind, channel);
    const unsubscribeUrl = canBeSwitchedOff ? ports.links.urlFor({ owner, kind }) : null;
    const written = render(ports, template, data, unsubscribeUrl);
    return [
      {
        id: ports.newId(),
        eventId: occasion.eventId,
        kind,
        channel,
        userId,
        orderId: occasion.orderId,
        orderVersion: occasion.orderVersion,
        recipient,
        ...written,
        unsubscribeUrl,
        createdAt: now,
      },
    ];
  });
}

type Written = Pick<NewNotification, "locale" | "templateVersion" | "subject" | "body" | "html">;

function render(
  { shop, log }: Pick<WriteMessagesPorts, "shop" | "log">,
  template: Template,
  data: MessageData,
  unsubscribeUrl: string | null,
): Written {
  try {
    return toMessage(template, data, shop, unsubscribeUrl);
  } catch (error) {
    // What passed with the sample may still fail with the real thing; people get the built-in words then.
    const { kind, channel, locale, version } = template;
    log.error(
      { err: error, template: { kind, channel, locale, version } },
      "A template failed; the built-in one is sent",
    );
    const builtIn = nearest(builtInTemplates(kind), channel, localeChain(locale));
    return toMessage(builtIn!, data, shop, unsubscribeUrl);
  }
}

/** A rendered template as it is sent: a mail gets its head and foot. */
export function toMessage(
  template: Pick<Template, "channel" | "locale" | "version" | "subject" | "body" | "html">,
  data: MessageData,
  shop: MessageData["shop"],
  unsubscribeUrl: string | null,
  { strict } = { strict: false },
): Written {
  const { locale, version: templateVersion } = template;
  const { subject, body, html } = renderTemplate(template, data, { locale, strict });
  if (template.channel !== "EMAIL") return { locale, templateVersion, subject, body, html: null };
  return {
    locale,
    templateVersion,
    subject,
    body: mailText(body, locale, unsubscribeUrl),
    html: html === null ? null : mailPage({ subject, html, locale, shop, unsubscribeUrl }),
  };
}
