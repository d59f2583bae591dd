import type sharp from "sharp";
import { mediaLimits, type UploadType } from "../../domain/media/mediaFile.ts";
import { UnusableMedia } from "../../domain/media/video.ts";
import type { Size } from "../../domain/product.ts";
import { loadSharp } from "./loadSharp.ts";

const widths = [160, 320, 640, 1_280, 1_920];
const timeoutSeconds = 60;
const formats: Partial<Record<UploadType, string>> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "heif",
};

/** A picture, decoded and made smaller, and what is known of it. */
export interface DecodedPicture {
  /** Of the original as it is shown. */
  readonly size: Size;
  readonly sizes: readonly Size[];
  readonly fallback: "jpg" | "png";
  readonly placeholder: string;
  readonly dominantColour: string;
  /** One rendition. Neither place nor camera nor any other thing that was noted in the original is in it. */
  encode(size: Size, format: "webp" | "jpg" | "png"): Promise<Buffer>;
}

/**
 * Decodes a picture once, turned as it is to be seen, in sRGB and no wider than the widest rendition. Throws
 * UnusableMedia for what is no such picture, is broken, or is larger than what is decoded.
 */
export async function decodePicture(original: Buffer, contentType: UploadType): Promise<DecodedPicture> {
  const open = await loadSharp();
  const { size, isOpaque } = await describe(open, original, contentType);
  const fallback = contentType === "image/png" || (contentType !== "image/jpeg" && !isOpaque) ? "png" : "jpg";

  const { data, info } = await open(original, { ...reading, autoOrient: true })
    .timeout({ seconds: timeoutSeconds })
    .resize({ width: widths.at(-1)!, withoutEnlargement: true })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(unusable);
  const { width, height, channels } = info;
  const decoded = () => open(data, { raw: { width, height, channels } });
  const flat = () => decoded().flatten({ background: "#ffffff" });

  const { dominant } = await open(await flat().resize({ width: 64, withoutEnlargement: true }).png().toBuffer(), {
    failOn: "none",
  }).stats();
  const tiny = await decoded().resize({ width: 16, height: 16, fit: "inside" }).webp({ quality: 30 }).toBuffer();
  const hex = [dominant.r, dominant.g, dominant.b].map((channel) => channel.toString(16).padStart(2, "0")).join("");

  return {
    size,
    sizes: sizesOf({ width, height }),
    fallback,
    placeholder: `data:image/webp;base64,${tiny.toString("base64")}`,
    dominantColour: `#${hex}`,
    encode(to, format) {
      const scaled = (format === "jpg" ? flat() : decoded())
        .resize({ ...to, fit: "fill" })
        .timeout({ seconds: timeoutSeconds });
      if (format === "webp") return scaled.webp({ quality: 80, effort: 4 }).toBuffer();
      if (format === "png") return scaled.png({ compressionLevel: 9 }).toBuffer();
      return scaled.jpeg({ quality: 80, progressive: true, mozjpeg: true }).toBuffer();
    },
  };
}

/** One page of it at most, read without letting anything broken pass. */
const reading = { limitInputPixels: mediaLimits.pixels, failOn: "error", pages: 1 } as const;

async function describe(open: typeof sharp, original: Buffer, contentType: UploadType) {
  const { format, autoOrient: size, hasAlpha } = await open(original, reading).metadata().catch(unusable);
  if (format !== formats[contentType]) throw new UnusableMedia(`The file is no ${contentType}`);
  const { width, height } = size;
  if (width * height > mediaLimits.pixels || Math.max(width, height) > mediaLimits.side) {
    throw new UnusableMedia(
      `The picture is ${width} × ${height} pixels large; at most ${mediaLimits.pixels / 1e6} million are possible, and ${mediaLimits.side} along a side`,
    );
  }
  return { size, isOpaque: !hasAlpha };
}

/** Never wider than the original; one that is narrower than the widest has its own width among them. */
function sizesOf({ width, height }: Size): Size[] {
  const fitting = widths.filter((each) => each < width);
  return [...fitting, Math.min(width, widths.at(-1)!)].map((each) => ({
    width: each,
    height: Math.max(1, Math.round((height * each) / width)),
  }));
}

/** What sharp says of a broken file is for staff to read; it holds nothing of the file itself. */
function unusable(error: Error): never {
  if (/timeout/i.test(error.message)) throw new UnusableMedia("The picture takes too long to decode");
  const [line = ""] = error.message.split("\n");
  throw new UnusableMedia(`The picture cannot be read: ${line.slice(0, 200)}`);
}
