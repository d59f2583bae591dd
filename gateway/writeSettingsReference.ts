/** Writes docs/guides/gateway-settings.md anew, after a change of the settings' schema. */
import { writeFileSync } from "node:fs";
import { settingsReference } from "./src/settings/reference.ts";

writeFileSync(new URL("../docs/guides/gateway-settings.md", import.meta.url), settingsReference());
