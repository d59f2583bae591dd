import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { saveTemplate as save } from "../../../usecases/saveTemplate.ts";
import { templateInvalid, toInvalidInput } from "../../userErrors.ts";

export const saveTemplate: MutationResolvers["saveTemplate"] = async (_parent, { input }, { ports, caller }) => {
  const result = await save(ports, input, userIdOf(caller));
  if (result.kind === "broken") return templateInvalid(result);
  if (result.kind === "invalid-input") return toInvalidInput(result);
  return { __typename: "TemplateSaved", template: result.template };
};
