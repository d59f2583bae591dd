/**
 * A part of a FROM that has the transaction's commit not wait for the disk. For what does no harm when a crash of the
 * database takes it back, and only that: how far a relay or a group is. What it is behind of comes again, as it may
 * anyway, and finds that it took effect.
 */
export const unflushed = "(SELECT set_config('synchronous_commit', 'off', true)) AS unflushed";
