import { isId } from "@angidi/datastores";
import type { MediaFile } from "../../domain/media/mediaFile.ts";
import type { MediaRepository } from "../mediaRepository.ts";
import type { Collections } from "./collections.ts";
import type { MediaDocument } from "./documents.ts";

/** Uploaded files, each a document. */
export function mediaOn({ media }: Collections): MediaRepository {
  return {
    async insert(file) {
      await media.insertOne(documentOf(file), { comment: "catalog.insertMedia" });
    },

    async byIds(ids) {
      const wanted = ids.filter(isId).map((id) => id.toLowerCase());
      const found = media.find({ _id: { $in: wanted } }, { comment: "catalog.mediaByIds" });
      return (await found.batchSize(1_000).toArray()).map(({ file }) => file);
    },

    async replace(file) {
      const { matchedCount } = await media.replaceOne(
        { _id: file.id, "file.version": file.version - 1 },
        documentOf(file),
        {
          comment: "catalog.replaceMedia",
        },
      );
      return matchedCount === 1;
    },

    async remove({ id, version }) {
      const { deletedCount } = await media.deleteOne(
        { _id: id, "file.version": version },
        { comment: "catalog.removeMedia" },
      );
      return deletedCount === 1;
    },

    async takeDue(now, until) {
      // Found first and then taken by its id: across shards the server changes nothing in an order.
      for (;;) {
        const due = await media.findOne({ dueAt: { $lte: now } }, { sort: { dueAt: 1 }, comment: "catalog.dueMedia" });
        if (!due) return null;
        const taken = await media.findOneAndUpdate(
          { _id: due._id, "file.version": due.file.version },
          { $set: { dueAt: until, "file.dueAt": until.toISOString() }, $inc: { "file.version": 1 } },
          { returnDocument: "after", comment: "catalog.takeDueMedia" },
        );
        if (taken) return taken.file;
        // Somebody else has it now.
      }
    },
  };
}

function documentOf(file: MediaFile): MediaDocument {
  return { _id: file.id, file, ...(file.dueAt !== null && { dueAt: new Date(file.dueAt) }) };
}
