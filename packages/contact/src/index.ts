export { countryCodes } from "./countries.ts";
export { parseEmail } from "./email.ts";
export { isLongerThan, parseLine } from "./line.ts";
export { type ParsedAddress, type PostalAddress, parseAddress, type TypedAddress } from "./postalAddress.ts";
