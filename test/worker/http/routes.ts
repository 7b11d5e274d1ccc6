import type { Harness } from "./owner.ts";

/** Every call of the JSON API, as its own document lists them, but the one that needs no login at all. */

export interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const PARAMETER = /\{(\w+)\}/g;

export async function allRoutes(harness: Harness): Promise<readonly Route[]> {
  const document = await (
    await harness.call("/api/openapi.json")
  ).json<{ paths: Record<string, Record<string, unknown>> }>();
  const { "/health": health, ...paths } = document.paths;
  if (health === undefined) throw new Error("/health is not documented");
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((verb) => {
      const method = verb.toUpperCase();
      return { name: `${method} ${path}`, method, path };
    }),
  );
}

export function fillPath(path: string, valueOf: (name: string) => string): string {
  return path.replace(PARAMETER, (_match, name: string) => valueOf(name));
}

export const isOperators = ({ path }: Route): boolean => path.startsWith("/api/operator/");
export const namesSomething = ({ path }: Route): boolean => path.includes("{");
