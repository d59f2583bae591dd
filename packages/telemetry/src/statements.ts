import type { STATEMENT_CHANNEL } from "@angidi/datastores";

/**
 * The channel on which statements are announced. Known by its type alone: whoever has no database, as the gateway, need
 * not load what speaks with one.
 */
export const statementChannel: typeof STATEMENT_CHANNEL = "angidi.sql";
