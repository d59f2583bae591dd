import { type DocumentTransaction, isDuplicate } from "@angidi/datastores";
import type { Kind } from "../../domain/kind.ts";
import type { Template, TemplateKey } from "../../domain/template.ts";
import { builtInTemplate, builtInTemplates } from "../../templates/builtIn.ts";
import type { TemplateStore } from "../templateStore.ts";
import { type Collections, type StoredVersion, type VersionDocument, within } from "./collections.ts";

/** At saving a version, while others save some of the same template. */
const mostAttempts = 20;

const idOf = ({ kind, channel, locale }: TemplateKey) => `${kind} ${channel} ${locale}`;

/** Only what reads: for a worker that writes messages within its transaction. */
export function activeTemplatesOn(
  { activeTemplates }: Collections,
  transaction?: DocumentTransaction,
): Pick<TemplateStore, "active"> {
  return {
    async active(kind?: Kind) {
      const saved = await activeTemplates
        .find(kind ? { kind } : {}, { ...within(transaction), comment: "notifications.activeTemplates" })
        .toArray();
      const replaced = new Set(saved.map(idOf));
      return [
        ...builtInTemplates(kind).filter((builtIn) => !replaced.has(idOf(builtIn))),
        ...saved.map((template) => toTemplate(template, template.active, true)),
      ];
    },
  };
}

/** Templates on MongoDB. */
export function templatesOn(collections: Collections): TemplateStore {
  const { activeTemplates, versions } = collections;

  /** Of a template; 0 for the built-in one. */
  async function activeVersion(key: TemplateKey): Promise<number> {
    const template = await activeTemplates.findOne({ _id: idOf(key) }, { comment: "notifications.activeVersion" });
    return template?.active.version ?? 0;
  }

  function builtIn(key: TemplateKey, active: number): Template | null {
    const template = builtInTemplate(key);
    return template && { ...template, active: active === 0 };
  }

  const stored = (key: TemplateKey, version: number) =>
    versions.findOne({ templateId: idOf(key), version }, { comment: "notifications.template" });

  return {
    ...activeTemplatesOn(collections),

    async version(key, version) {
      const active = await activeVersion(key);
      if (version === 0) return builtIn(key, active);
      const document = await stored(key, version);
      return document && toTemplate(key, document, version === active);
    },

    async versions(key, limit, below) {
      const active = await activeVersion(key);
      const found = await versions
        .find(
          { templateId: idOf(key), ...(below !== null && { version: { $lt: below } }) },
          { sort: { version: -1 }, limit, comment: "notifications.templateVersions" },
        )
        .toArray();
      const first = found.length < limit && below !== 0 ? builtIn(key, active) : null;
      const saved = found.map((document) => toTemplate(key, document, document.version === active));
      return [...saved, ...(first ? [first] : [])];
    },

    async save(key, { subject, body, html }, by, now) {
      const templateId = idOf(key);
      for (let attempt = 1; ; attempt++) {
        const [newest] = await versions
          .find({ templateId }, { sort: { version: -1 }, limit: 1, comment: "notifications.newestVersion" })
          .toArray();
        const saved: StoredVersion = {
          version: (newest?.version ?? 0) + 1,
          subject,
          body,
          html,
          createdAt: now,
          createdBy: by,
        };
        try {
          await versions.insertOne(
            { _id: `${templateId} ${saved.version}`, templateId, ...saved },
            { comment: "notifications.saveTemplate" },
          );
          return toTemplate(key, saved, false);
        } catch (error) {
          // Somebody else was given the number meanwhile.
          if (!isDuplicate(error) || attempt === mostAttempts) throw error;
        }
      }
    },

    async activate(key, version) {
      if (version === 0) {
        const template = builtIn(key, 0);
        if (!template) return null;
        await activeTemplates.deleteOne({ _id: idOf(key) }, { comment: "notifications.deactivate" });
        return template;
      }
      const document = await stored(key, version);
      if (!document) return null;
      const template = toTemplate(key, document, true);
      await activeTemplates.updateOne(
        { _id: idOf(key) },
        { $set: { kind: key.kind, channel: key.channel, locale: key.locale, active: toStored(document) } },
        { upsert: true, comment: "notifications.activate" },
      );
      return template;
    },
  };
}

function toStored({ _id, templateId: _templateId, ...version }: VersionDocument): StoredVersion {
  return version;
}

function toTemplate({ kind, channel, locale }: TemplateKey, saved: StoredVersion, active: boolean): Template {
  const { version, subject, body, html, createdAt, createdBy } = saved;
  return { kind, channel, locale, version, active, subject, body, html, createdAt, createdBy };
}
