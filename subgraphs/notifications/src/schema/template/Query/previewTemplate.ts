import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { previewTemplate as preview } from "../../../usecases/previewTemplate.ts";
import { templateInvalid, templateNotFound } from "../../userErrors.ts";

export const previewTemplate: QueryResolvers["previewTemplate"] = async (
  _parent,
  { version, draft, ...key },
  { ports },
) => {
  const result = await preview(ports, { ...key, version: version ?? null, draft: draft ?? null });
  if (result.kind === "not-found") return templateNotFound(["version"]);
  if (result.kind === "broken") return templateInvalid(result);
  return { __typename: "TemplatePreview", ...result };
};
