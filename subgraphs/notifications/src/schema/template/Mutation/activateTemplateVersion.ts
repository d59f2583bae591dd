import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { templateNotFound } from "../../userErrors.ts";

export const activateTemplateVersion: MutationResolvers["activateTemplateVersion"] = async (
  _parent,
  { input: { version, ...key } },
  { ports },
) => {
  const template = await ports.templates.activate(key, version);
  return template ? { __typename: "TemplateActivated", template } : templateNotFound(["version"]);
};
