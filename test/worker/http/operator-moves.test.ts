import { describe, test } from "vitest";

import { moveOn } from "../../../src/booking/move-installation.ts";
import { OPERATOR_TOKEN } from "./fakes.ts";
import { type Harness, newActiveOwner, startApp } from "./owner.ts";
import { place, post } from "./place.ts";

/** The operator moves a shop to another data database; its owner notices a pause at most. */

const operator = { token: OPERATOR_TOKEN };

async function stepUntil({ world }: Harness, installationId: string, phase: string): Promise<void> {
  const { moves } = world.dependencies;
  for (let step = 0; step < 30; step += 1) {
    if ((await moves.latest(installationId))?.phase === phase) return;
    await moveOn({ ...world.dependencies, now: () => world.now }, installationId);
  }
  throw new Error(`never ${phase}`);
}

describe("moving an installation", () => {
  test("from the request to the end, with the owner's lists right at every moment", async ({
    expect,
  }) => {
    const harness = startApp();
    const { installationId, ...owner } = await newActiveOwner(harness);
    await place(harness, { installationId, ...owner }, { sourceId: "2", status: "processed" });
    const path = `/api/operator/installations/${installationId}/move`;
    const numbers = async (): Promise<unknown> => {
      const report = await harness.call("/api/report", { token: owner.token });
      const { items } = await report.json<{ items: { sourceId: string }[] }>();
      return items.map(({ sourceId }) => sourceId);
    };
    const begun = await harness.call(path, { ...post({ to: "DATA_01" }), ...operator });
    expect(begun.status).toBe(202);
    expect(await begun.json()).toMatchObject({ from: "DB", to: "DATA_01", phase: "clearing" });
    expect(harness.world.messages).toContainEqual({ type: "move", installationId });
    for (const phase of ["draining", "copying", "emptying", "finished"]) {
      await stepUntil(harness, installationId, phase);
      expect(await numbers()).toEqual(["2"]);
    }
    const shown = await harness.call(path, operator);
    expect(await shown.json()).toMatchObject({ phase: "finished", copied: 1, problem: null });
    const health = await harness.call("/api/operator/health", operator);
    const { databases } = await health.json<{ databases: { name: string; bound: boolean }[] }>();
    expect(databases.map(({ name, bound }) => [name, bound])).toEqual([
      ["DB", true],
      ["DATA_01", true],
    ]);
  });

  test("changes are refused for as long as it takes, and say when to come back", async ({
    expect,
  }) => {
    const harness = startApp();
    const { installationId, token } = await newActiveOwner(harness);
    const path = `/api/operator/installations/${installationId}/move`;
    await harness.call(path, { ...post({ to: "DATA_01" }), ...operator });
    await stepUntil(harness, installationId, "copying");
    const refused = await harness.call("/api/documents/fetch", {
      ...post({ kind: "order", number: "1" }),
      token,
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refused.json()).toMatchObject({ code: "INSTALLATION_MOVING" });
    expect((await harness.call("/api/status", { token })).status).toBe(200);
    expect((await harness.call("/api/profile/stop", { ...post(), token })).status).toBe(200);
    await harness.world.dependencies.installations.change(installationId, { state: "active" });
    const cancelled = await harness.call(path, { method: "DELETE", ...operator });
    expect(cancelled.status).toBe(202);
    await stepUntil(harness, installationId, "cancelled");
    const name = await harness.call("/api/tokens", { ...post({ name: "till" }), token });
    expect(name.status).toBe(201);
  });

  test("what an operator gets wrong is told", async ({ expect }) => {
    const harness = startApp();
    const { installationId } = await newActiveOwner(harness);
    const move = (id: string, to: string) =>
      harness.call(`/api/operator/installations/${id}/move`, { ...post({ to }), ...operator });
    const codeOf = async (answer: Response) => [
      answer.status,
      (await answer.json<{ code: string }>()).code,
    ];
    const path = `/api/operator/installations/${installationId}/move`;
    expect(await codeOf(await harness.call(path, operator))).toEqual([404, "NOT_FOUND"]);
    expect(await codeOf(await harness.call(path, { method: "DELETE", ...operator }))).toEqual([
      404,
      "NOT_FOUND",
    ]);
    expect(await codeOf(await move("nobody", "DATA_01"))).toEqual([404, "NOT_FOUND"]);
    expect(await codeOf(await move(installationId, "DATA_09"))).toEqual([422, "DATABASE_UNKNOWN"]);
    expect(await codeOf(await move(installationId, "DB"))).toEqual([409, "DATABASE_SAME"]);
    expect((await move(installationId, "DATA_01")).status).toBe(202);
    expect(await codeOf(await move(installationId, "DATA_01"))).toEqual([409, "MOVE_RUNNING"]);
    await stepUntil(harness, installationId, "finished");
    expect(await codeOf(await harness.call(path, { method: "DELETE", ...operator }))).toEqual([
      409,
      "MOVE_OVER",
    ]);
  });
});
