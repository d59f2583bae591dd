import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { fileSource } from "../src/supergraph/fileSource.ts";
import type { SupergraphSource } from "../src/supergraph/source.ts";
import { urlSource } from "../src/supergraph/urlSource.ts";

/** Where a supergraph is published, as its publisher sees it. */
interface Publication {
  readonly source: SupergraphSource;
  publish(sdl: string): Promise<void>;
  withdraw(): Promise<void>;
}

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "supergraph-"));
  endings.push(() => rm(folder, { recursive: true }));
  return folder;
}

async function file(): Promise<Publication> {
  const path = join(await temporaryFolder(), "supergraph.graphql");
  return {
    source: fileSource(path),
    publish: (sdl) => writeFile(path, sdl),
    withdraw: () => rm(path),
  };
}

async function replacedFile(): Promise<Publication> {
  const folder = await temporaryFolder();
  const path = join(folder, "supergraph.graphql");
  return {
    source: fileSource(path),
    async publish(sdl) {
      await writeFile(join(folder, ".new"), sdl);
      await rename(join(folder, ".new"), path);
    },
    withdraw: () => rm(path),
  };
}

/** As Kubernetes mounts a ConfigMap: a link to a file in `..data`, which is a link that is swapped. */
async function mountedFile(): Promise<Publication> {
  const folder = await temporaryFolder();
  let version = 0;
  await symlink("..data/supergraph.graphql", join(folder, "supergraph.graphql"));
  return {
    source: fileSource(join(folder, "supergraph.graphql")),
    async publish(sdl) {
      version += 1;
      await mkdir(join(folder, `..${version}`));
      await writeFile(join(folder, `..${version}/supergraph.graphql`), sdl);
      await symlink(`..${version}`, join(folder, "..data_tmp"));
      await rename(join(folder, "..data_tmp"), join(folder, "..data"));
    },
    withdraw: () => rm(join(folder, "..data")),
  };
}

/** In a folder that is not the link's: nothing but looking tells that it has changed. */
async function linkedFile(): Promise<Publication> {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const path = join(elsewhere, "supergraph.graphql");
  await symlink(path, join(folder, "link"));
  return {
    source: fileSource(join(folder, "link")),
    publish: (sdl) => writeFile(path, sdl),
    withdraw: () => rm(path),
  };
}

async function url({ withEtag }: { readonly withEtag: boolean }): Promise<Publication & { readonly asked: Asked[] }> {
  let published: string | undefined;
  let version = 0;
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const etag = `"${version}"`;
    const isSame = withEtag && request.headers["if-none-match"] === etag;
    response.statusCode = published === undefined ? 503 : isSame ? 304 : 200;
    asked.push({ headers: request.headers, status: response.statusCode });
    if (withEtag) response.setHeader("etag", etag);
    response.end(response.statusCode === 200 ? published : undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  endings.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    source: urlSource(`http://127.0.0.1:${port}/supergraph?key=secret`, {
      everyMilliseconds: 20,
      headers: { "x-api-key": "k" },
    }),
    async publish(sdl) {
      published = sdl;
      version += 1;
    },
    async withdraw() {
      published = undefined;
    },
  };
}

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
}

/** Watches; gives each thing that happens when it is asked for the next one. */
function watched(source: SupergraphSource) {
  const events: (string | Error)[] = [];
  let wake = () => {};
  const told = (event: string | Error) => {
    events.push(event);
    wake();
  };
  const end = source.watch(told, told);
  endings.push(end);
  return {
    end,
    async next(): Promise<string | Error> {
      while (events.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events.shift()!;
    },
  };
}

describe.each<[string, () => Promise<Publication>]>([
  ["a file", file],
  ["a file that is replaced by renaming", replacedFile],
  ["a file of a mounted ConfigMap", mountedFile],
  ["a link to a file elsewhere", linkedFile],
  ["a URL", () => url({ withEtag: false })],
  ["a URL with entity tags", () => url({ withEtag: true })],
])("a supergraph from %s", (_, publication) => {
  test("is read", async () => {
    const { source, publish } = await publication();
    await publish("type Query { é: Int }");
    expect(await source.read()).toBe("type Query { é: Int }");
    await publish("second");
    expect(await source.read()).toBe("second");
  });

  test("that is not there cannot be read: the reason says where, and nothing secret", async () => {
    const { source, publish, withdraw } = await publication();
    await publish("first");
    await withdraw();
    await expect(source.read()).rejects.toThrow(
      /^The supergraph cannot be (read|fetched) from .+: (ENOENT|it answered 503)$/,
    );
    await expect(source.read()).rejects.not.toThrow(/secret/);
  });

  test("is handed out each time that it has changed, and not when it is the same", async () => {
    const { source, publish } = await publication();
    await publish("first");
    await source.read();
    const { next } = watched(source);
    await publish("first");
    await publish("second");
    expect(await next()).toBe("second");
    await publish("second");
    await publish("third");
    expect(await next()).toBe("third");
  });

  test("is handed out when it changed before it was watched", async () => {
    const { source, publish } = await publication();
    await publish("first");
    await source.read();
    await publish("second");
    expect(await watched(source).next()).toBe("second");
  });

  test("that is away for a time is told once, and noticed when it is back", async () => {
    const { source, publish, withdraw } = await publication();
    await publish("first");
    await source.read();
    const { next } = watched(source);
    await withdraw();
    expect(await next()).toBeInstanceOf(Error);
    await publish("second");
    expect(await next()).toBe("second");
  });

  test("is not handed out any more to who has stopped watching", async () => {
    const { source, publish } = await publication();
    await publish("first");
    await source.read();
    const early = watched(source);
    early.end();
    const { next } = watched(source);
    await publish("second");
    expect(await next()).toBe("second");
    const [none] = await Promise.all([Promise.race([early.next(), "nothing"])]);
    expect(none).toBe("nothing");
  });
});

describe("a URL", () => {
  test("is asked with the headers given, and whether it has changed", async () => {
    const { source, publish, asked } = await url({ withEtag: true });
    await publish("first");
    await source.read();
    await source.read();
    expect(asked).toMatchObject([
      { status: 200, headers: { "x-api-key": "k" } },
      { status: 304, headers: { "x-api-key": "k", "if-none-match": '"1"' } },
    ]);
  });

  test("that sends more than any supergraph is not read to its end", async () => {
    const { source, publish } = await url({ withEtag: false });
    await publish("#".repeat(33 * 1_024 * 1_024));
    await expect(source.read()).rejects.toThrow("it is larger than 32 MiB");
  });

  test("where nothing listens is told with the reason", async () => {
    const source = urlSource("http://127.0.0.1:1/supergraph", { everyMilliseconds: 20 });
    await expect(source.read()).rejects.toThrow("from http://127.0.0.1:1/supergraph: ECONNREFUSED");
  });
});
