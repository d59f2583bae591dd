import type { Kind } from "../domain/kind.ts";
import type { Template, TemplateKey, TemplateText } from "../domain/template.ts";

/** Templates with all their versions: those that staff saved, and the built-in ones as version 0. */
export interface TemplateStore {
  /** The version that is sent of each template, of one kind if it is given. */
  active(kind?: Kind): Promise<Template[]>;
  version(key: TemplateKey, version: number): Promise<Template | null>;
  /** Newest first, below a version if it is given. */
  versions(key: TemplateKey, limit: number, below: number | null): Promise<Template[]>;
  /** Saves the next version. It is not sent before it is activated. */
  save(key: TemplateKey, text: TemplateText, by: string | null, now: Date): Promise<Template>;
  /** Makes a version the one that is sent; null when there is no such. */
  activate(key: TemplateKey, version: number): Promise<Template | null>;
}
