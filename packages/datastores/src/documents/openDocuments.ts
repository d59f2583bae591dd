import type { Documents } from "./documents.ts";

export interface DocumentsSettings {
  /** Such as "mongodb://one,two,three/angidi?replicaSet=angidi". */
  readonly url: string;
  /** The subgraph whose documents they are. Its database is `<path of the URL, or angidi>_<name>`. */
  readonly name: string;
  /** How the connections are named in the server's log and `currentOp`. */
  readonly applicationName: string;
  /** How long a call waits for its answer, 5 s by default; one that may be done twice without harm is sent once again. */
  readonly callTimeoutMilliseconds?: number;
}

/** Opens documents on MongoDB, and only then loads its driver. Nothing is connected before the first call. */
export async function openDocuments(settings: DocumentsSettings): Promise<Documents> {
  const { connectDocuments } = await import("./connect.ts");
  return connectDocuments(settings);
}
