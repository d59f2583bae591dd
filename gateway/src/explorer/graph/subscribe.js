import { eventsOf } from "./eventStream.js";
import { partsOf } from "./multipart.js";

/**
 * Subscribes by the protocol that is chosen: `websocket` (graphql-transport-ws), `sse` (GraphQL over SSE, distinct
 * connections) or `multipart`. Gives a function that ends it; `onEnd` tells why it is over, and whether it broke off.
 */
export function subscribe(protocol, request, listener) {
  const ended = endOnce(listener.onEnd);
  return protocol === "websocket"
    ? byWebSocket(request, { ...listener, onEnd: ended })
    : byFetch(protocol, request, { ...listener, onEnd: ended });
}

function byWebSocket({ url, operation, headers }, { onOpen, onResult, onEnd }) {
  const address = new URL(url);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address, "graphql-transport-ws");
  const say = (message) => socket.send(JSON.stringify(message));
  const end = (reason, isBroken = false) => {
    onEnd(reason, isBroken);
    socket.close(1000);
  };
  socket.onopen = () => say({ type: "connection_init", payload: headers });
  socket.onclose = ({ code, reason }) => end(`Closed by the server: ${code} ${reason}`.trim(), true);
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === "connection_ack") {
      onOpen();
      say({ id: "1", type: "subscribe", payload: operation });
    } else if (type === "ping") say({ type: "pong" });
    else if (type === "next") onResult(payload);
    else if (type === "error") {
      onResult({ errors: payload });
      end("Refused", true);
    } else if (type === "complete") end("Complete");
  };
  return () => {
    if (socket.readyState === WebSocket.OPEN) say({ id: "1", type: "complete" });
    end("Stopped");
  };
}

const accepted = {
  sse: "text/event-stream",
  multipart: 'multipart/mixed;subscriptionSpec="1.0", application/graphql-response+json, application/json',
};

function byFetch(protocol, request, { onOpen, onResult, onEnd }) {
  const leaving = new AbortController();
  read().catch((error) => onEnd(`Broken off: ${error.message}`, true));
  return () => {
    onEnd("Stopped");
    leaving.abort();
  };

  async function read() {
    const answer = await fetch(request.url, {
      method: "POST",
      headers: { accept: accepted[protocol], ...request.headers, "content-type": "application/json" },
      body: JSON.stringify(request.operation),
      signal: leaving.signal,
    });
    const contentType = answer.headers.get("content-type") ?? "";
    if (contentType.startsWith("text/event-stream")) {
      onOpen();
      for await (const { event, data } of eventsOf(answer.body)) {
        if (event === "next") onResult(JSON.parse(data));
        else if (event === "complete") return onEnd("Complete");
      }
      return onEnd("Broken off by the server", true);
    }
    if (contentType.startsWith("multipart/mixed")) {
      onOpen();
      for await (const part of partsOf(answer.body, contentType)) {
        if (part.payload) onResult(part.payload);
        else if (part.errors) onResult({ errors: part.errors });
      }
      return onEnd("Complete");
    }
    onResult(await answer.json());
    onEnd(`Refused with ${answer.status}`, true);
  }
}

function endOnce(tell) {
  let hasEnded = false;
  return (...told) => {
    if (hasEnded) return;
    hasEnded = true;
    tell(...told);
  };
}
