import { existsSync, readFileSync } from "node:fs";
import { type GraphQLSchema, parse, validate } from "graphql";
import { trustedDocumentsManifest, trustedOperations } from "../../clients/web/trustedDocuments.ts";
import { trustedDocumentsFile } from "../trustedDocuments.ts";

/** What is wrong with the documents that the storefront sends: not published as they are written, or not what shoppers may ask. */
export function staleTrustedDocuments(shopper: GraphQLSchema): string[] {
  const published = existsSync(trustedDocumentsFile) ? readFileSync(trustedDocumentsFile, "utf8") : undefined;
  return [
    ...(published === trustedDocumentsManifest()
      ? []
      : ["schema/trusted-documents.json is not what the storefront sends: run `npm run codegen`"]),
    ...trustedOperations().flatMap(({ name, text }) =>
      validate(shopper, parse(text)).map(({ message }) => `clients/web, ${name}: ${message}`),
    ),
  ];
}
