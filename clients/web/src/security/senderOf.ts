import { BlockList, isIP } from "node:net";

/** Names that stand for ranges of addresses, the same as the gateway's. */
const ranges: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.1/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/**
 * Tells the address of who sent a request: of its connection, unless that is a trusted proxy's; then the last address in
 * `x-forwarded-for` that is none of a trusted proxy.
 */
export function senderOf(trustedProxies: readonly string[]) {
  const trusted = new BlockList();
  for (const each of trustedProxies.flatMap((name) => ranges[name] ?? [name])) {
    const [address = "", prefix] = each.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (connection: string, forwarded: string | readonly string[] | undefined): string => {
    const addresses = [forwarded ?? []]
      .flat()
      .join(",")
      .split(",")
      .map((address) => address.trim());
    let sender = plain(connection);
    while (isTrusted(sender)) {
      const before = addresses.pop();
      if (before === undefined || isIP(before) === 0) break;
      sender = plain(before);
    }
    return sender;
  };
}

/** An IPv4 address as such: a server that listens on IPv6 has it as `::ffff:192.0.2.1`, and a sender is to have one name. */
function plain(address: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  return mapped !== undefined && isIP(mapped) === 4 ? mapped : address;
}
