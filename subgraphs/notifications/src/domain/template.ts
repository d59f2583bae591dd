import type { Channel, Kind } from "./kind.ts";

/** Which template is meant. */
export interface TemplateKey {
  readonly kind: Kind;
  readonly channel: Channel;
  readonly locale: string;
}

/** What is written in it, in Liquid. */
export interface TemplateText {
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  /** Of mails: what stands between the head and the foot that every mail has. */
  readonly html: string | null;
}

/** One version of a template; it never changes. Version 0 comes with the program. */
export interface Template extends TemplateKey, TemplateText {
  readonly version: number;
  /** Whether it is the version that is sent. */
  readonly active: boolean;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

/** The active template of a channel that is nearest to the wanted locales, which are nearest first. */
export function nearest(templates: readonly Template[], channel: Channel, locales: readonly string[]): Template | null {
  for (const locale of locales) {
    const found = templates.find((template) => template.channel === channel && template.locale === locale);
    if (found) return found;
  }
  return null;
}
