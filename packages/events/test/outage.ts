import net from "node:net";

/** Nobody listens there. */
const nowhere = { host: "127.0.0.1", port: 1 };

/** The way from this process to the ports of some addresses, which can be cut: as if the servers there had died. */
export interface Outage {
  /** Breaks all connections, and refuses new ones until `end`. */
  begin(): void;
  end(): void;
  /** How many connections there are. */
  count(): number;
  /** Gives the network back. */
  restore(): void;
}

/**
 * Watches over the connections that this process makes. Brokers tell clients themselves where they are, so clients would go
 * round a proxy.
 */
export function outageOf(addresses: string): Outage {
  const ports = new Set(addresses.split(",").map((address) => Number(address.split(":").at(-1))));
  const sockets = new Set<net.Socket>();
  const connect = net.connect;
  let isAway = false;

  net.connect = ((options: net.TcpNetConnectOpts, onConnect?: () => void) => {
    if (!ports.has(options.port)) return connect(options, onConnect);
    const socket = connect(isAway ? { ...options, ...nowhere } : options, onConnect);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    return socket;
  }) as typeof net.connect;

  return {
    begin() {
      isAway = true;
      for (const socket of sockets) socket.destroy(new Error("The connection was cut"));
    },
    end() {
      isAway = false;
    },
    count: () => sockets.size,
    restore() {
      net.connect = connect;
    },
  };
}
