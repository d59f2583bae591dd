import { type Database, isId } from "@angidi/datastores";
import type { MediaFile } from "../../domain/media/mediaFile.ts";
import type { MediaRepository } from "../mediaRepository.ts";

interface DocumentRow {
  readonly document: MediaFile;
}

/** Uploaded files as JSONB documents on PostgreSQL. */
export function mediaOn(database: Database): MediaRepository {
  return {
    async insert(file) {
      await database.query(
        "catalog.insertMedia",
        "insert into media (id, version, due_at, document) values ($1, $2, $3, $4)",
        [file.id, file.version, file.dueAt, JSON.stringify(file)],
      );
    },

    async byIds(ids) {
      const rows = await database.query<DocumentRow>(
        "catalog.mediaByIds",
        "select document from media where id = any($1::uuid[])",
        [ids.filter(isId)],
      );
      return rows.map(({ document }) => document);
    },

    async replace(file) {
      const hit = await database.query(
        "catalog.replaceMedia",
        "update media set version = $2, due_at = $3, document = $4 where id = $1 and version = $2 - 1 returning id",
        [file.id, file.version, file.dueAt, JSON.stringify(file)],
      );
      return hit.length === 1;
    },

    async remove({ id, version }) {
      const hit = await database.query(
        "catalog.removeMedia",
        "delete from media where id = $1 and version = $2 returning id",
        [id, version],
      );
      return hit.length === 1;
    },

    async takeDue(now, until) {
      const [row] = await database.query<DocumentRow>(
        "catalog.takeDueMedia",
        `update media set version = version + 1, due_at = $2::text::timestamptz,
           document = document || jsonb_build_object('version', version + 1, 'dueAt', $2::text)
         where id = (select id from media where due_at <= $1 order by due_at limit 1 for update skip locked)
         returning document`,
        [now, until.toISOString()],
      );
      return row?.document ?? null;
    },
  };
}
