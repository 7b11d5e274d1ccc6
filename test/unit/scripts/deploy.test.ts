import { describe, expect, test } from "vitest";

import {
  checkFile,
  checkKeysForm,
  checkNode,
  checkPublicUrl,
  checkSecrets,
} from "../../../scripts/support/check-configuration.ts";
import {
  contractingMigrations,
  judgeSmoke,
  readOptions,
  stepsOf,
} from "../../../scripts/support/deploy-plan.ts";
import { readDeployConfiguration } from "../../../scripts/support/wrangler.ts";

const wrongIn = (findings: ReturnType<typeof checkFile>): string[] =>
  findings.filter(({ ok }) => !ok).map(({ message }) => message);

describe("a deployment", () => {
  test.each([[[]], [["--env"]], [["--env", "root"]], [["production"]]])("refuses %j", (args) => {
    expect(readOptions(args)).toContain("Name the environment");
  });

  test("applies the migrations before the Worker, each in its environment", () => {
    const options = readOptions(["--env", "staging", "--dry-run"]);
    if (typeof options === "string") throw new Error(options);
    expect(options).toEqual({ environment: "staging", dryRun: true, allowContract: false });
    const commands = stepsOf(options, ["DB", "DATA_01"]).map(({ wrangler }) => wrangler.join(" "));
    expect(commands).toEqual([
      "d1 time-travel info DB --env staging",
      "d1 time-travel info DATA_01 --env staging",
      "d1 migrations apply DB --remote --env staging",
      "d1 migrations apply DATA_01 --remote --env staging",
      "deploy --env staging",
    ]);
  });

  test("names migrations that take something away", () => {
    const files = [
      { name: "a.sql", sql: "ALTER TABLE `mails` ADD `attempts` integer" },
      { name: "b.sql", sql: "DROP TABLE `mails`" },
      { name: "c.sql", sql: "ALTER TABLE `__new_x` RENAME TO `x`" },
    ];
    expect(contractingMigrations(files)).toEqual(["b.sql", "c.sql"]);
  });

  test("is judged by what the Worker answers", () => {
    const health = { path: "/health", status: 200, body: '{"status":"ok"}' };
    expect(judgeSmoke([health, { path: "/api/status", status: 401, body: "" }])).toEqual([]);
    expect(judgeSmoke([{ ...health, status: 0 }])).toEqual(["/health answered 0 instead of 200."]);
    const broken = { ...health, status: 500, body: '{"code":"BAD_ENVIRONMENT","names":["DB"]}' };
    expect(judgeSmoke([broken])[0]).toContain("the configuration is refused");
  });
});

describe("the doctor", () => {
  test.each(["staging", "production"])("finds only the placeholders of %s", (environment) => {
    const wrong = wrongIn(checkFile(readDeployConfiguration(environment), true));
    expect(wrong).toHaveLength(2);
    expect(wrong.join(" ")).toMatch(/database_id.*PUBLIC_URL/);
  });

  test("finds nothing wrong with the root's file", () => {
    expect(wrongIn(checkFile(readDeployConfiguration(null), false))).toEqual([]);
  });

  test("names what is missing in the file", () => {
    const empty = {
      vars: { ENVIRONMENT: "development" },
      databases: [],
      producers: [{ binding: "ORDERS", queue: "orders" }],
      consumers: [{ queue: "orders", deadLetters: "lost" }],
      durableObjects: [],
      crons: [],
      logsOn: false,
    };
    const wrong = wrongIn(checkFile(empty, true)).join("\n");
    for (const part of [
      "DB (D1)",
      "ADMINISTRATION",
      "…-dlq",
      "crons",
      "observability",
      "development",
    ]) {
      expect(wrong).toContain(part);
    }
    const unread = { ...empty, consumers: [{ queue: "orders", deadLetters: "orders-dlq" }] };
    expect(wrongIn(checkFile(unread, false)).join()).toContain("Nothing consumes orders-dlq");
  });

  test("looks at every database, and knows which names count", () => {
    const file = readDeployConfiguration("staging");
    const more = [
      { binding: "DATA_01", id: "" },
      { binding: "DATA", id: "7c1f1d1e-0000-4000-8000-000000000001" },
    ];
    const wrong = wrongIn(checkFile({ ...file, databases: [...file.databases, ...more] }, true));
    expect(wrong.join(" ")).toContain("database_id of DATA_01");
    expect(wrong.join(" ")).toContain("The database DATA is never used");
  });

  test.each([
    [undefined, "missing"],
    ["https://x.nl/", "slash"],
    ["http://x.nl", "https://"],
    ["https://koppeling.example", "placeholder"],
    ["https://x.nl/path", "without a path"],
    ["nonsense", "no address"],
  ])("says of PUBLIC_URL %j: %s", (url, part) => {
    expect(checkPublicUrl(url, true).message).toContain(part);
    expect(checkPublicUrl(url, true).ok).toBe(false);
  });

  test("names secrets and key ids, never values", () => {
    expect(wrongIn(checkSecrets(["OPERATOR_TOKEN"]))).toHaveLength(3);
    const key = btoa("k".repeat(32));
    const well = checkKeysForm(`a:${key},b:${key}`);
    expect(well).toEqual({ ok: true, message: "CREDENTIALS_KEYS has 2 keys: a, b" });
    expect(checkKeysForm(`a:${key},a:${key}`).ok).toBe(false);
    expect(checkKeysForm("geheim").message).not.toContain("geheim");
    expect(checkNode("v20.1.0").ok).toBe(false);
    expect(checkNode("v24.21.0").ok).toBe(true);
  });
});
