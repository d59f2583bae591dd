import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut. */
export interface Bridge {
  /** The server's URL, through the bridge. */
  readonly url: string;
  /** Ends all connections and takes no more, until `mend`. */
  cut(): void;
  mend(): void;
  /** Ends all connections; new ones are taken. */
  drop(): void;
  /** Lets nothing through any more, without a word. */
  hold(): void;
  close(): Promise<void>;
}

/** A bridge to the one server that a URL names. */
export async function bridgeTo(url: string): Promise<Bridge> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let state: "open" | "cut" | "held" = "open";

  const server = createServer((near) => {
    if (state === "cut") return near.destroy();
    const far = connect({ host: hostname, port: Number(port) });
    join(near, far);
    join(far, near);
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on("data", (data) => {
      if (state !== "held") to.write(data);
    });
    from.on("error", () => {});
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  function drop(): void {
    for (const socket of sockets) socket.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bridged = new URL(url);
  bridged.port = String((server.address() as AddressInfo).port);
  // Or MongoDB's driver goes to where the server says that it is.
  if (bridged.protocol === "mongodb:") bridged.searchParams.set("directConnection", "true");
  return {
    url: bridged.href,
    drop,
    cut() {
      state = "cut";
      drop();
    },
    mend() {
      state = "open";
    },
    hold() {
      state = "held";
    },
    async close() {
      drop();
      server.close();
      await once(server, "close");
    },
  };
}
