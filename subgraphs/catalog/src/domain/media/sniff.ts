import type { UploadType } from "./mediaFile.ts";

/** How much of a file's beginning it takes to tell its type. */
export const sniffedBytes = 4_096;

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
const ebml = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
/** Brands of MP4 as browsers play it; QuickTime's and HEIC's are others. */
const mp4Brands = /^(isom|iso[2-9a]|mp4[12]|avc1|M4V |M4VP|MSNV|dash|f4v )$/;

/** The type of a file by its first bytes, whatever its name says; null for what may not be uploaded. */
export function sniff(start: Buffer): UploadType | null {
  if (startsWith(start, jpeg)) return "image/jpeg";
  if (startsWith(start, png)) return "image/png";
  if (textAt(start, 0) === "RIFF" && textAt(start, 8) === "WEBP") return "image/webp";
  if (startsWith(start, ebml)) return start.subarray(0, 64).includes("webm") ? "video/webm" : null;
  return textAt(start, 4) === "ftyp" ? typeByBrands(brandsOf(start)) : null;
}

/** The major brand and those that the file is compatible with. */
function brandsOf(start: Buffer): string[] {
  const end = Math.min(start.readUInt32BE(0), start.length);
  const brands = [textAt(start, 8)];
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(textAt(start, offset));
  return brands;
}

function typeByBrands([major = "", ...compatible]: readonly string[]): UploadType | null {
  if (major === "avif") return "image/avif";
  if (/^(avis|mif1|msf1|heic|heix|hevc|qt {2})$/.test(major)) return null;
  return [major, ...compatible].some((brand) => mp4Brands.test(brand)) ? "video/mp4" : null;
}

function startsWith(start: Buffer, magic: Buffer): boolean {
  return start.subarray(0, magic.length).equals(magic);
}

function textAt(start: Buffer, offset: number): string {
  return start.toString("latin1", offset, offset + 4);
}
