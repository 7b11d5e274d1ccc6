import type { z } from "zod";

import type { InputError } from "./problem.ts";

/** Enough to mend a form; a body of garbage must not make an answer of megabytes. */
const ERROR_LIMIT = 100;

/** What a schema found, with paths as people write them: `vat.countries[0].rates[1].vatCode`. */
export function inputErrors(error: z.ZodError): readonly InputError[] {
  return error.issues.slice(0, ERROR_LIMIT).flatMap((issue) => {
    const { path, message } = issue;
    if (issue.code !== "unrecognized_keys") return [{ path: pathText(path), message }];
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message: "is unknown" }));
  });
}

function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text;
}
