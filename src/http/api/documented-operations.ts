import type { Api } from "./api.ts";

/** Reads the operations out of openapi.json in the form that their page shows. Leaves out how they look. */

export type Description = ReturnType<Api["getOpenAPI31Document"]>;

export interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  readonly schema: unknown;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Who may call, in words. */
  readonly callers: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly schema: unknown } | null;
  readonly answers: readonly {
    readonly status: string;
    readonly description: string;
    readonly schema: unknown;
  }[];
}

type Json = Readonly<Record<string, unknown>>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Deeper than any schema of ours; a schema that named itself would end here. */
const DEPTH_LIMIT = 12;

const CALLERS: Readonly<Record<string, string>> = {
  session: "a browser session",
  token: "a token",
  operator: "the operator's token",
};

/** Every operation, by the first word of its path behind `/api/`. */
export function operationsOf(description: Description): ReadonlyMap<string, readonly Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(description.paths ?? {})) {
    const name = path.replace(/^\/api/, "").split("/")[1] ?? "";
    for (const method of METHODS) {
      const raw = (item as Json)[method] as Json | undefined;
      if (raw === undefined) continue;
      const operation = operationOf(description, { method, path, raw });
      groups.set(name, [...(groups.get(name) ?? []), operation]);
    }
  }
  return groups;
}

function operationOf(
  description: Description,
  { method, path, raw }: { readonly method: string; readonly path: string; readonly raw: Json },
): Operation {
  const parameters = (raw["parameters"] ?? []) as readonly Json[];
  const body = raw["requestBody"] as Json | undefined;
  const responses = (raw["responses"] ?? {}) as Readonly<Record<string, Json>>;
  return {
    id: `${method}${path.replaceAll(/[^\w]+/g, "-")}`.replace(/-$/, ""),
    method: method.toUpperCase(),
    path,
    summary: textOf(raw["summary"]),
    callers: callersOf(raw["security"] as readonly Json[] | undefined),
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      name: textOf(name),
      place: textOf(place),
      required: required === true,
      schema: resolve(description, schema),
    })),
    body:
      body === undefined
        ? null
        : { required: body["required"] === true, schema: schemaOf(description, body) },
    answers: Object.entries(responses).map(([status, response]) => {
      const answer = resolve(description, response) as Json;
      const told = textOf(answer["description"]);
      return { status, description: told, schema: answerSchema(description, answer, status) };
    }),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function callersOf(security: readonly Json[] | undefined): string {
  if (security === undefined || security.length === 0) return "Anybody may call it.";
  const names = security.flatMap((way) => Object.keys(way)).map((name) => CALLERS[name] ?? name);
  return `Needs ${names.join(" or ")}.`;
}

/** Problems are all alike: their form is told once, by name. */
function answerSchema(description: Description, answer: Json, status: string): unknown {
  return Number(status) >= 400 ? null : schemaOf(description, answer);
}

function schemaOf(description: Description, holder: Json): unknown {
  const content = (holder["content"] ?? {}) as Readonly<Record<string, Json>>;
  const schema = (content["application/json"] ?? Object.values(content)[0])?.["schema"];
  return schema === undefined ? null : resolve(description, schema);
}

/** Puts what a `$ref` names in its place. */
function resolve(description: Description, value: unknown, depth = 0): unknown {
  if (depth > DEPTH_LIMIT || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => resolve(description, entry, depth + 1));
  const { $ref: reference } = value as Json;
  if (typeof reference === "string") {
    const parts = reference.replace(/^#\//, "").split("/");
    const found = parts.reduce<unknown>(
      (at, part) => (at as Json | undefined)?.[part],
      description,
    );
    return resolve(description, found, depth + 1);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, resolve(description, entry, depth + 1)]),
  );
}
