import type { CollectionDeclaration, Documents } from "./documents.ts";

export interface DocumentsSettings {
  /** Such as "mongodb://one,two,three/angidi?replicaSet=angidi". */
  readonly url: string;
  /** The subgraph whose documents they are. Its database is `<path of the URL, or angidi>_<name>`. */
  readonly name: string;
  /** How the connections are named in the server's log and `currentOp`. */
  readonly applicationName: string;
  /** How long a call waits for its answer, 5 s by default; one that may be done twice without harm is sent once again. */
  readonly callTimeoutMilliseconds?: number;
  /** What is made first where it is missing, none by default. */
  readonly collections?: readonly CollectionDeclaration[];
}

/**
 * Opens documents on MongoDB, and only then loads its driver. Nothing is connected before the first call, or the
 * declaration of the collections, whose errors it throws, holding no connection.
 */
export async function openDocuments(settings: DocumentsSettings): Promise<Documents> {
  const { connectDocuments } = await import("./connect.ts");
  const documents = connectDocuments(settings);
  try {
    if (settings.collections) await documents.declare(settings.collections);
    return documents;
  } catch (error) {
    await documents.close();
    throw error;
  }
}
