/**
 * Schema coordinates, as the GraphQL specification writes them: the names of a schema's elements. A type's is its name.
 */

/** Of a field, an input field or an enum value. */
export const memberOf = (type: string, member: string) => `${type}.${member}`;

export const argumentOf = (type: string, field: string, argument: string) => `${type}.${field}(${argument}:)`;

export const directiveOf = (directive: string) => `@${directive}`;

export const directiveArgumentOf = (directive: string, argument: string) => `@${directive}(${argument}:)`;
