import type { Database, Queryable } from "@angidi/datastores";
import type { Channel, Kind } from "../../domain/kind.ts";
import type { Template, TemplateKey } from "../../domain/template.ts";
import { builtInTemplate, builtInTemplates } from "../../templates/builtIn.ts";
import type { TemplateStore } from "../templateStore.ts";

interface TemplateRow {
  readonly kind: Kind;
  readonly channel: Channel;
  readonly locale: string;
  readonly version: number;
  readonly active: boolean;
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  readonly created_at: Date;
  readonly created_by: string | null;
}

const columns = `templates.kind, templates.channel, templates.locale, templates.version, subject, body, html, created_at,
  created_by, active_templates.version IS NOT NULL AS active`;
const withActive = `FROM templates LEFT JOIN active_templates USING (kind, channel, locale, version)`;
const ofKey = "templates.kind = $1 AND templates.channel = $2 AND templates.locale = $3";
const keyOf = ({ kind, channel, locale }: TemplateKey) => [kind, channel, locale];

/** Only what reads: for a worker that writes messages within its transaction. */
export function activeTemplatesOn(database: Queryable): Pick<TemplateStore, "active"> {
  return {
    async active(kind) {
      const rows = await database.query<TemplateRow>(
        "notifications.activeTemplates",
        `SELECT ${columns} FROM templates JOIN active_templates USING (kind, channel, locale, version)
         WHERE $1::text IS NULL OR templates.kind = $1`,
        [kind ?? null],
      );
      const isReplaced = (builtIn: Template) =>
        rows.some(({ channel, locale, kind }) => isSame(builtIn, { channel, locale, kind }));
      return [...builtInTemplates(kind).filter((builtIn) => !isReplaced(builtIn)), ...rows.map(toTemplate)];
    },
  };
}

/** Templates on PostgreSQL. */
export function templatesOn(database: Database): TemplateStore {
  const isActive = async (key: TemplateKey) => {
    const rows = await database.query(
      "notifications.isReplaced",
      "SELECT version FROM active_templates WHERE kind = $1 AND channel = $2 AND locale = $3",
      keyOf(key),
    );
    return rows.length === 0;
  };
  const builtIn = async (key: TemplateKey): Promise<Template | null> => {
    const template = builtInTemplate(key);
    return template && { ...template, active: await isActive(key) };
  };

  return {
    ...activeTemplatesOn(database),

    async version(key, version) {
      if (version === 0) return builtIn(key);
      const [row] = await database.query<TemplateRow>(
        "notifications.template",
        `SELECT ${columns} ${withActive} WHERE ${ofKey} AND templates.version = $4`,
        [...keyOf(key), version],
      );
      return row ? toTemplate(row) : null;
    },

    async versions(key, limit, below) {
      const rows = await database.query<TemplateRow>(
        "notifications.templateVersions",
        `SELECT ${columns} ${withActive} WHERE ${ofKey} AND ($5::integer IS NULL OR templates.version < $5)
         ORDER BY templates.version DESC LIMIT $4`,
        [...keyOf(key), limit, below],
      );
      const first = rows.length < limit && below !== 0 ? await builtIn(key) : null;
      return [...rows.map(toTemplate), ...(first ? [first] : [])];
    },

    async save(key, { subject, body, html }, by, now) {
      return database.transaction(async (transaction) => {
        // One at a time for a template, or two would be given the same number.
        await transaction.query(
          "notifications.lockTemplate",
          "SELECT pg_advisory_xact_lock(hashtextextended('angidi.template ' || $1 || ' ' || $2 || ' ' || $3, 0))",
          keyOf(key),
        );
        const [row] = await transaction.query<Omit<TemplateRow, "active">>(
          "notifications.saveTemplate",
          `INSERT INTO templates (kind, channel, locale, version, subject, body, html, created_at, created_by)
           SELECT $1, $2, $3, 1 + coalesce(max(version), 0), $4, $5, $6, $7::timestamptz, $8::uuid
           FROM templates WHERE ${ofKey}
           RETURNING kind, channel, locale, version, subject, body, html, created_at, created_by`,
          [...keyOf(key), subject, body, html, now, by],
        );
        return toTemplate({ ...row!, active: false });
      });
    },

    async activate(key, version) {
      if (version === 0) {
        const template = builtInTemplate(key);
        if (!template) return null;
        await database.query(
          "notifications.deactivate",
          "DELETE FROM active_templates WHERE kind = $1 AND channel = $2 AND locale = $3",
          keyOf(key),
        );
        return template;
      }
      const [row] = await database.query(
        "notifications.activate",
        `INSERT INTO active_templates (kind, channel, locale, version)
         SELECT kind, channel, locale, version FROM templates WHERE ${ofKey} AND version = $4
         ON CONFLICT (kind, channel, locale) DO UPDATE SET version = excluded.version
         RETURNING version`,
        [...keyOf(key), version],
      );
      return row ? this.version(key, version) : null;
    },
  };
}

function isSame(one: TemplateKey, other: TemplateKey): boolean {
  return one.kind === other.kind && one.channel === other.channel && one.locale === other.locale;
}

function toTemplate({ created_at, created_by, ...row }: TemplateRow): Template {
  return { ...row, createdAt: created_at, createdBy: created_by };
}
