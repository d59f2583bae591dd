/** The request as a command for a shell; headers are in it as they are, credentials too. */
export function curlOf({ url, operation, headers }) {
  const lines = [
    `curl ${quoted(url)}`,
    `-H ${quoted("content-type: application/json")}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(JSON.stringify(operation))}`,
  ];
  return lines.join(" \\\n  ");
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
