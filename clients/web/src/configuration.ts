import "server-only";
import { z } from "zod";

/** What the storefront's server is configured by. */
export interface Configuration {
  /** The graph's HTTP endpoint. */
  readonly graphUrl: string;
  /** The same for subscriptions. */
  readonly graphSocketUrl: string;
  /** Where shoppers find the storefront; canonical links begin with it. Without a slash at the end. */
  readonly storefrontUrl: string;
  /** The longest that one request to the graph may take, in milliseconds. */
  readonly graphDeadline: number;
  /** Hosts other than the storefront's that pictures may come from: those of products that were imported by address. */
  readonly pictureHosts: readonly string[];
  /** Proxies in front of the storefront whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
}

const proxyAddress = z.union(
  [z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6(), z.enum(["loopback", "linklocal", "uniquelocal"])],
  { error: "must be addresses, ranges of them (CIDR), loopback, linklocal or uniquelocal, with commas between" },
);

const schema = z.object({
  GRAPH_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:4000/graphql"),
  STOREFRONT_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
  GRAPH_DEADLINE: z.coerce.number().positive().default(12),
  PICTURE_HOSTS: z.string().default("").transform(list),
  TRUSTED_PROXIES: z.string().default("").transform(list).pipe(z.array(proxyAddress)),
});

let read: Configuration | undefined;

/** Reads the environment once. Throws with every mistake in it. */
export function configuration(): Configuration {
  read ??= readConfiguration(process.env);
  return read;
}

function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const { success, data, error } = schema.safeParse(environment);
  if (!success) throw new Error(`The storefront's configuration:\n${z.prettifyError(error)}`);
  return Object.freeze({
    graphUrl: data.GRAPH_URL,
    graphSocketUrl: data.GRAPH_URL.replace(/^http/, "ws"),
    storefrontUrl: data.STOREFRONT_URL.replace(/\/$/, ""),
    graphDeadline: data.GRAPH_DEADLINE * 1000,
    pictureHosts: data.PICTURE_HOSTS,
    trustedProxies: data.TRUSTED_PROXIES,
  });
}

/** What stands between commas. */
function list(text: string): string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
