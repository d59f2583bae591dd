/** Where the graph is: this page is served beside it. */
export const graphUrl = new URL("/graphql", location.href);

/** Sends a query or mutation. Gives the status and the answer, which may be text when it is no JSON. */
export async function send(operation, headers) {
  const answer = await fetch(graphUrl, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json",
      ...headers,
      "content-type": "application/json",
    },
    body: JSON.stringify(operation),
  });
  const text = await answer.text();
  try {
    return { status: answer.status, result: JSON.parse(text) };
  } catch {
    return { status: answer.status, result: text };
  }
}

/**
 * Subscribes by the graphql-transport-ws protocol, one connection for each subscription. Gives a function that ends it.
 */
export function subscribe(operation, headers, { onResult, onEnd }) {
  const url = new URL(graphUrl);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url, "graphql-transport-ws");
  const say = (message) => socket.send(JSON.stringify(message));
  let ended = false;
  const end = (reason) => {
    if (ended) return;
    ended = true;
    socket.close(1000);
    onEnd(reason);
  };

  socket.onopen = () => say({ type: "connection_init", payload: headers });
  socket.onclose = ({ code, reason }) => end(`Closed by the server: ${code} ${reason}`);
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === "connection_ack") say({ id: "1", type: "subscribe", payload: operation });
    else if (type === "ping") say({ type: "pong" });
    else if (type === "next") onResult(payload);
    else if (type === "error") {
      onResult({ errors: payload });
      end("Refused");
    } else if (type === "complete") end("Complete");
  };
  return () => {
    if (socket.readyState === WebSocket.OPEN) say({ id: "1", type: "complete" });
    end("Stopped");
  };
}
