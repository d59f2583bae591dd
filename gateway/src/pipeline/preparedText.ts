import type { ExecutionResult } from "graphql";

/** The JSON text of a result with what is told beside it. */
export function withExtensions(text: string, extensions: ExecutionResult["extensions"]): string {
  return extensions ? `${text.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}` : text;
}

/** The result, without errors, that a JSON text holds. It is only read if somebody looks into it. */
export function resultOfText(text: string): ExecutionResult {
  let read: ExecutionResult | undefined;
  const result = () => {
    read ??= JSON.parse(text) as ExecutionResult;
    return read;
  };
  return {
    get data() {
      return result().data;
    },
    get extensions() {
      return result().extensions;
    },
  } as ExecutionResult;
}
