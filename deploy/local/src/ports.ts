import { createServer } from "node:net";
import { PlatformError } from "./platformError.ts";

/** Throws PlatformError when the port cannot be listened on: known before anything slow has begun. */
export async function checkPort(port: number, host: string): Promise<void> {
  try {
    await tryPort(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new PlatformError(
        `Port ${port} is in use by another program: stop it, or choose another port, as in PORT=4100 npm start.`,
      );
    }
    if (code === "EACCES") throw new PlatformError(`Port ${port} may not be used by this user: choose one above 1023.`);
    throw new PlatformError(`${host} cannot be listened on (${code}): HOST must be an address of this machine.`);
  }
}

/** A port that was free a moment ago. */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return tryPort(0, host);
}

/** The first port from `port` on that is free at the moment; any free one when the next twenty are taken. */
export async function freePortFrom(port: number, host: string): Promise<number> {
  for (let candidate = port; candidate < port + 20; candidate += 1) {
    try {
      return await tryPort(candidate, host);
    } catch {
      // In use: the next one.
    }
  }
  return freePort(host);
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
