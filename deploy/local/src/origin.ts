/** The origin at which a program that listens there is reached from this machine. */
export function originOf({ host, port }: { readonly host: string; readonly port: number }): string {
  // Listening on every address is not an address that a browser can open.
  const name = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
