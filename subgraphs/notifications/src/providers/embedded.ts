import type { MessageProvider } from "./provider.ts";

/** Its messages are the in-app messages themselves: to be in the store is to be there. */
export const inApp: MessageProvider = {
  name: "in-app",
  send: async () => ({ kind: "sent", providerId: null }),
};

/** Takes every message and sends it nowhere: staff read it in the graph, developers at /outbox. */
export const outbox: MessageProvider = {
  name: "outbox",
  send: async ({ id }) => ({ kind: "sent", providerId: id }),
};
