import { refusal } from "../userErrors.ts";

export const returnNotFound = () => refusal("ReturnNotFound", "There is no such return", ["returnId"]);

export const returnNotOpen = ({ message }: { readonly message: string }) =>
  refusal("ReturnNotOpen", message, ["returnId"]);
