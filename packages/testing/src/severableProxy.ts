import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * A way over TCP to a server that tests can make worse, so that a server "away", "slow" or "flaky" needs none to be
 * stopped that others use.
 */
export interface SeverableProxy {
  readonly port: number;
  /** The address of the server, as seen through the proxy. */
  readonly url: string;
  /** How many connections run through it now. */
  readonly connections: number;
  /** Ends every connection there is; new ones are let through. */
  cut(): void;
  /** Ends every connection, and each new one as soon as it comes. */
  refuse(): void;
  /** Lets connections stand and new ones come in, and passes not a byte on, in either direction, until `restore`. */
  stall(): void;
  /** Holds every piece of data back for so many milliseconds, in each direction. */
  delay(milliseconds: number): void;
  /** Everything goes through again, first of all what was stalled. */
  restore(): void;
  stop(): Promise<void>;
}

/** Starts a proxy to the host and port of a URL. */
export async function startSeverableProxy(target: string): Promise<SeverableProxy> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  const stalled = new Set<() => void>();
  let state: "open" | "refusing" | "stalling" = "open";
  let latency = 0;

  const cut = () => {
    stalled.clear();
    for (const socket of sockets) socket.destroy();
  };

  function join(from: Socket, other: Socket): void {
    sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (data) => {
      const pass = () => void (other.writable && other.write(data));
      if (state === "stalling") stalled.add(pass);
      else if (latency > 0) setTimeout(pass, latency);
      else pass();
    });
    from.on("error", () => {});
    from.on("close", () => {
      sockets.delete(from);
      other.destroy();
    });
  }

  const server = createServer((client) => {
    if (state === "refusing") return void client.on("error", () => {}).destroy();
    const upstream = connect(Number(to.port), to.hostname);
    join(client, upstream);
    join(upstream, client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const seen = new URL(target);
  seen.searchParams.delete("host"); // a PostgreSQL's Unix socket, which would lead past this
  seen.host = `127.0.0.1:${port}`;
  // Or MongoDB's driver goes to where the server says that it is.
  if (seen.protocol === "mongodb:") seen.searchParams.set("directConnection", "true");

  return {
    port,
    url: seen.href,
    get connections() {
      return sockets.size / 2;
    },
    cut,
    refuse: () => {
      state = "refusing";
      cut();
    },
    stall: () => {
      state = "stalling";
    },
    delay: (milliseconds) => {
      latency = milliseconds;
    },
    restore: () => {
      state = "open";
      latency = 0;
      for (const pass of stalled) pass();
      stalled.clear();
    },
    stop: async () => {
      state = "refusing";
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
