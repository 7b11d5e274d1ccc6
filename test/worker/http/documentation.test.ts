import { describe, test } from "vitest";

import { startApp } from "./owner.ts";

describe("the API's own page", () => {
  test("shows every operation of openapi.json, with nothing inline or from elsewhere", async ({
    expect,
  }) => {
    const harness = startApp();
    const document = await (
      await harness.call("/api/openapi.json")
    ).json<{ paths: Record<string, Record<string, unknown>> }>();
    const answer = await harness.call("/api/docs");
    const page = await answer.text();
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()}</code> <code>${path}</code>`),
    );
    expect(operations.length).toBeGreaterThan(45);
    expect(operations.filter((operation) => !page.includes(operation))).toEqual([]);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    expect(page).not.toMatch(/<script(?![^>]* src="\/)|<style| style=| on[a-z]+=/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test("has no two operations of one name and no unresolved reference", async ({ expect }) => {
    const page = await (await startApp().call("/api/docs")).text();
    const ids = [...page.matchAll(/<details id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).not.toContain("$ref");
  });

  test("tells of the one call that needs no login", async ({ expect }) => {
    const harness = startApp();
    const { paths } = await (
      await harness.call("/api/openapi.json")
    ).json<{ paths: Record<string, { get?: { security?: unknown[] } }> }>();
    expect(paths["/health"]?.get?.security).toEqual([]);
    expect(await (await harness.call("/health")).json()).toEqual({ status: "ok" });
    const page = await (await harness.call("/api/docs")).text();
    expect(page).toMatch(/<code>\/health<\/code>[\s\S]*?Anybody may call it/);
  });

  test("the JSON API keeps its strict policy", async ({ expect }) => {
    const answer = await startApp().call("/api/openapi.json");
    expect(answer.headers.get("content-security-policy")).not.toContain("script-src");
  });
});
