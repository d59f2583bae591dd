import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSubgraph, listen } from "@angidi/subgraph";
import { pino } from "pino";
import { mediaRoutes } from "../../src/media/routes/mediaRoutes.ts";
import { readMediaUrl } from "../../src/media/store/mediaStore.ts";
import { openObjectStore } from "../../src/media/store/openObjectStore.ts";
import { gcsBucket } from "./gcsBucket.ts";
import { objectStoreContract } from "./objectStoreContract.ts";
import { s3Bucket, secret } from "./s3Bucket.ts";

const uploadKey = Buffer.alloc(32, 7);

objectStoreContract("a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "media-"));
  const routes = mediaRoutes({ kind: "file-system", folder }, { uploadKey, publicBase: "" });
  const schemaFolder = { sdl: "type Query { nothing: Int }" };
  const subgraph = defineSubgraph({ name: "media", schemaFolder, resolvers: {}, ports: {}, signingKey: "", routes });
  const server = await listen(subgraph, { port: 0, host: "127.0.0.1", log: pino({ level: "silent" }) });
  return {
    objects: openObjectStore({ kind: "file-system", folder }, uploadKey),
    origin: server.url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
});

objectStoreContract("S3", async () => {
  process.env.AWS_ACCESS_KEY_ID = "throwaway";
  process.env.AWS_SECRET_ACCESS_KEY = secret;
  const bucket = await s3Bucket();
  const store = readMediaUrl(`s3://shop/pictures?region=eu-central-1&endpoint=${bucket.url}`);
  return {
    objects: openObjectStore(store!, uploadKey),
    origin: bucket.url,
    contentTypeOf: (key) => bucket.objects.get(`pictures/${key}`)?.contentType,
    close: bucket.close,
  };
});

objectStoreContract("Google Cloud Storage", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gcs-"));
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const credentials = { type: "service_account", client_email: "media@shop.test", private_key: privateKey };
  const file = join(folder, "credentials.json");
  await writeFile(file, JSON.stringify({ ...credentials, project_id: "shop" }));
  process.env.GOOGLE_APPLICATION_CREDENTIALS = file;
  const bucket = await gcsBucket(publicKey);
  const store = readMediaUrl(`gs://shop/pictures?endpoint=${bucket.url}`);
  return {
    objects: openObjectStore(store!, uploadKey),
    origin: bucket.url,
    contentTypeOf: (key) => bucket.objects.get(`pictures/${key}`)?.contentType,
    async close() {
      await bucket.close();
      await rm(folder, { recursive: true });
    },
  };
});
