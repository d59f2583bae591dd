/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next writes in its place what it builds for
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ putRequestsRight }, { configuration }] = await Promise.all([
    import("./security/incomingRequest.ts"),
    import("./configuration.ts"),
  ]);
  putRequestsRight(configuration().trustedProxies);
}
