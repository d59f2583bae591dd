import { z } from "zod";
import { authenticationSettings } from "./authentication.ts";
import { authorisationSettings } from "./authorisation.ts";
import { cachingSettings } from "./caching.ts";
import { costSettings } from "./cost.ts";
import { documentsSettings } from "./documents.ts";
import { headerRuleSettings } from "./headerRules.ts";
import { limitsSettings } from "./limits.ts";
import { rateLimitsSettings } from "./rateLimits.ts";
import { resilienceSettings } from "./resilience.ts";
import { corsSettings, explorerSettings, listenSettings } from "./server.ts";
import { subscriptionsSettings } from "./subscriptions.ts";
import { signingSettings, subgraphSettings, supergraphSettings } from "./supergraph.ts";
import { telemetrySettings } from "./telemetry.ts";
import { usageSettings } from "./usage.ts";
import { variantsOfRolesSettings, variantsSettings } from "./variants.ts";

/** Everything that can be set of a gateway: the config file's whole content. */
export const settingsSchema = z.strictObject({
  listen: listenSettings,
  supergraph: supergraphSettings,
  subgraphs: subgraphSettings,
  headers: headerRuleSettings.prefault({}),
  resilience: resilienceSettings.prefault({}),
  signing: signingSettings,
  authentication: authenticationSettings,
  authorisation: authorisationSettings,
  variants: variantsSettings,
  variantsOfRoles: variantsOfRolesSettings,
  limits: limitsSettings,
  documents: documentsSettings,
  cost: costSettings,
  rateLimits: rateLimitsSettings,
  caching: cachingSettings,
  cors: corsSettings,
  explorer: explorerSettings,
  subscriptions: subscriptionsSettings,
  telemetry: telemetrySettings,
  usage: usageSettings,
});

export type Settings = z.output<typeof settingsSchema>;
/** Settings as they are written, defaults left out. */
export type GivenSettings = z.input<typeof settingsSchema>;
