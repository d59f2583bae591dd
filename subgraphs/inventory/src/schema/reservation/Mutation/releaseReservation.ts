import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { releaseReservation as release } from "../../../usecases/releaseReservation.ts";

export const releaseReservation: MutationResolvers["releaseReservation"] = (_parent, { orderId }, { ports }) =>
  release(ports, orderId);
