/** The embedded PostgreSQL cannot run. The message is one sentence that names the path and says what to do. */
export class EmbeddedPostgresFailed extends Error {
  override readonly name = "EmbeddedPostgresFailed";
}

/** The sentence for a file that could not be made or written, by the reason the system gave. */
export function cannotWrite(path: string, cause: unknown): EmbeddedPostgresFailed {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT") return noSpace(path, cause);
  return new EmbeddedPostgresFailed(
    `The folder ${path} cannot be written to (${code ?? cause}): allow it, or set ANGIDI_DATA to another folder.`,
    { cause },
  );
}

/** Whether what PostgreSQL said means a full disk; "wrote only 4096 of 8192 bytes" is how it puts a partial write. */
export function saysNoSpace(output: string): boolean {
  return /No space left on device|Disk quota exceeded|wrote only \d+ of \d+/.test(output);
}

export function noSpace(path: string, cause?: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    `There is no space left on the disk of ${path}: free some, or set ANGIDI_DATA to a folder on another disk.`,
    { cause },
  );
}
