/** The bodies of a multipart answer as they come (RFC 2046), parsed from JSON. */
export async function* partsOf(stream, contentType) {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? "-";
  // What stands before the first boundary is no part; a line end before it makes all boundaries alike.
  let text = "\r\n";
  let hasBegun = false;
  const delimiter = `\r\n--${boundary}`;
  for await (const chunk of textOf(stream)) {
    text += chunk;
    for (let end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter)) {
      const part = text.slice(0, end);
      text = text.slice(end + delimiter.length);
      if (hasBegun) {
        const body = part.slice(part.indexOf("\r\n\r\n") + 4).trim();
        if (body) yield JSON.parse(body);
      }
      hasBegun = true;
      if (text.startsWith("--")) return;
    }
  }
}

/** A stream of bytes as texts; a character that is cut in two waits for its other half. */
export async function* textOf(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
