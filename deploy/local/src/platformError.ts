/** Something that whoever started the platform can mend; its message is the one sentence they are told. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
}
