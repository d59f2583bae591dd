import net from "node:net";
import type { ISocketFactory } from "kafkajs";

const keepAliveMilliseconds = 60_000;

/**
 * The connections of one client. It is told to disconnect, but what it had under way may connect anew after that, above all
 * when brokers were away; nobody would close that connection again, and a process would not come to its end.
 */
export function trackedSockets(): { readonly connect: ISocketFactory; release(): void } {
  const sockets = new Set<net.Socket>();
  let released = false;
  return {
    connect({ host, port, onConnect }) {
      const socket = net.connect({ host, port }, onConnect);
      socket.setKeepAlive(true, keepAliveMilliseconds);
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      if (released) socket.destroy(new Error("This client of Kafka is closed"));
      return socket;
    },
    release() {
      released = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
