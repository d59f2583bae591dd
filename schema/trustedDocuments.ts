/** Where the documents are published that the gateway answers for: those of the storefront, texts by hash. */
export const trustedDocumentsFile = new URL("./trusted-documents.json", import.meta.url);
