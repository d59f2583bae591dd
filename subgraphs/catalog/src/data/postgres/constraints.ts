const uniqueViolation = "23505";

/** The unique constraint that a statement broke, or null when it failed of something else. */
export function brokenConstraint(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === uniqueViolation && typeof constraint === "string" ? constraint : null;
}
