import type { UploadType } from "../../domain/media/mediaFile.ts";
import { UnusableMedia } from "../../domain/media/video.ts";
import { type MadePicture, makePicture } from "./madePicture.ts";

// The program that decodes pictures, one after the other, for whoever started it (pictureProcess.ts).

export interface PictureRequest {
  readonly original: Buffer;
  readonly contentType: UploadType;
}

export type PictureAnswer =
  | { readonly kind: "made"; readonly picture: MadePicture }
  | { readonly kind: "unusable" | "failed"; readonly message: string };

process.on("message", async ({ original, contentType }: PictureRequest) => {
  process.send?.(await answerTo(original, contentType));
});
process.on("disconnect", () => process.exit());
// Of a Ctrl-C the platform decides what becomes: it lets go of this one when it ends.
process.on("SIGINT", () => {});

async function answerTo(original: Buffer, contentType: UploadType): Promise<PictureAnswer> {
  try {
    return { kind: "made", picture: await makePicture(original, contentType) };
  } catch (error) {
    return { kind: error instanceof UnusableMedia ? "unusable" : "failed", message: String((error as Error).message) };
  }
}
