import { z } from "zod";
import { authenticationSettings } from "./authentication.ts";
import { authorisationSettings } from "./authorisation.ts";
import { documentsSettings } from "./documents.ts";
import { limitsSettings } from "./limits.ts";
import { corsSettings, listenSettings } from "./server.ts";
import { signingSettings, subgraphSettings, supergraphSettings } from "./supergraph.ts";
import { variantsOfRolesSettings, variantsSettings } from "./variants.ts";

/** Everything that can be set of a gateway: the config file's whole content. */
export const settingsSchema = z.strictObject({
  listen: listenSettings,
  supergraph: supergraphSettings,
  subgraphs: subgraphSettings,
  signing: signingSettings,
  authentication: authenticationSettings,
  authorisation: authorisationSettings,
  variants: variantsSettings,
  variantsOfRoles: variantsOfRolesSettings,
  limits: limitsSettings,
  documents: documentsSettings,
  cors: corsSettings,
});

export type Settings = z.output<typeof settingsSchema>;
/** Settings as they are written, defaults left out. */
export type GivenSettings = z.input<typeof settingsSchema>;
