import { textOf } from "./multipart.js";

/** The events of an event stream as they come: `{ event, data }`. Comments, which keep the connection alive, are none. */
export async function* eventsOf(stream) {
  let text = "";
  for await (const chunk of textOf(stream)) {
    text = (text + chunk).replace(/\r\n/g, "\n");
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = read(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
  }
}

function read(block) {
  let event = "message";
  const data = [];
  let isEvent = false;
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") event = value;
    else if (name === "data") data.push(value);
    isEvent ||= name === "event" || name === "data";
  }
  return isEvent ? { event, data: data.join("\n") } : undefined;
}
