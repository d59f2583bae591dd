import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { acknowledgePrices as acknowledge } from "../../../usecases/acknowledgePrices.ts";
import { toCartResult } from "../../cart/toCartResult.ts";

export const acknowledgePrices: NonNullable<MutationResolvers["acknowledgePrices"]> = async (
  _parent,
  { input },
  { ports, caller },
) => toCartResult(await acknowledge(ports, { ...input, userId: userIdOf(caller) }));
