import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { serveSandbox, type ServedSandbox } from "../../../sandbox/serve.ts";
import { checkAll, differs, reportLines } from "../../../scripts/vendor/assumption.ts";

/** The command itself, against the sandbox: what the vendors answer can't be known here, how it is reported can. */

let sandbox: ServedSandbox;

beforeAll(async () => {
  sandbox = await serveSandbox({ shops: 1 });
  await sandbox.control.shop.makeOrder({ order: { paid: true }, deliver: false });
});

afterAll(async () => {
  await sandbox.close();
});

/** Every number of the lists of open assumptions: ccvshop.md section 8, imuis.md section 5, vat.md section 8. */
const OPEN = {
  ccv: [...Array.from({ length: 16 }, (_, index) => `ccv 8.${index + 1}`), "vat 8.4"],
  imuisAndVies: [
    ...Array.from({ length: 21 }, (_, index) => `imuis A${index + 1}`),
    "vat 8.1",
    "vat 8.2",
    "vat 8.3",
    "vat 8.5",
  ],
};

function numbersIn(output: string): string[] {
  const heads = output.matchAll(/^(?:HOLDS  |DIFFERS|UNCLEAR) ([^:]+):/gm);
  return [...heads].flatMap(([, numbers = ""]) => numbers.split(", "));
}

/** Each assumption names one file, and the file is there. */
function expectOnePlaceEach(output: string): void {
  const places = [...output.matchAll(/^ +to change: (.+)$/gm)].map(([, place = ""]) => place);
  expect(places).toHaveLength([...output.matchAll(/^(HOLDS  |DIFFERS|UNCLEAR) /gm)].length);
  expect(places.filter((place) => !existsSync(place))).toEqual([]);
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function run(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/vendor-check.ts", ...args], {
      env: { PATH: process.env["PATH"] ?? "", ...variables },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("close", (code) => resolve({ code, output }));
  });
}

function access(): Readonly<Record<string, string>> {
  const [shop] = sandbox.control.shops.list();
  return {
    CCV_API_ROOT: shop?.apiRoot ?? "",
    CCV_API_PUBLIC: shop?.apiPublic ?? "",
    CCV_API_SECRET: shop?.apiSecret ?? "",
    IMUIS_URL: sandbox.imuisUrl,
    IMUIS_PARTNER_KEY: "abcdefghijklmnopqrstuvwxyz",
    IMUIS_ENVIRONMENT_CODE: "00000",
    IMUIS_SPLIT_ACCOUNT: "2975",
    VIES_URL: sandbox.viesUrl,
    VIES_NUMBER: "BE0123456749",
    VIES_REQUESTER: "NL810755610B01",
  };
}

describe("vendor-check", () => {
  test(
    "says of every assumption about CCV Shop whether it holds",
    { timeout: 30_000 },
    async () => {
      const { code, output } = await run(["--ccv", "--write"], access());
      expect(output).toContain("HOLDS   ccv 8.14");
      expect(output).toContain("HOLDS   ccv 8.15");
      expect(output).toContain("UNCLEAR ccv 8.1:");
      expect(output).toMatch(/\d+ hold, 0 differ, \d+ are unclear/);
      expect(code).toBe(0);
      expect(output).not.toContain(access()["CCV_API_SECRET"]);
      expect(numbersIn(output)).toEqual(expect.arrayContaining(OPEN.ccv));
      expectOnePlaceEach(output);
    },
  );

  test("and about iMUIS and VIES, with what was answered", { timeout: 30_000 }, async () => {
    const { code, output } = await run(["--imuis", "--vies", "--write"], access());
    expect(output).toContain("HOLDS   imuis A1: a dead session");
    expect(output).toContain("HOLDS   imuis A7, imuis A9, imuis A11, vat 8.2");
    for (const settled of ["A13", "A15", "A16", "A18, imuis A20", "A21"]) {
      expect(output).toContain(`HOLDS   imuis ${settled}:`);
    }
    expect(output).toMatch(/\d+ hold, 0 differ, \d+ are unclear/);
    expect(code).toBe(0);
    expect(numbersIn(output)).toEqual(expect.arrayContaining(OPEN.imuisAndVies));
    expectOnePlaceEach(output);
    expect(sandbox.control.imuis.entries().length).toBeGreaterThan(0);
  });

  test("writes nothing unless told so", { timeout: 30_000 }, async () => {
    const before = sandbox.control.imuis.entries().length;
    const { output } = await run(["--imuis"], access());
    expect(output).toContain("only with --write");
    expect(sandbox.control.imuis.entries()).toHaveLength(before);
  });

  test("names what it needs", { timeout: 30_000 }, async () => {
    expect((await run([], {})).output).toContain("--ccv");
    const { code, output } = await run(["--ccv"], {});
    expect([code, output.trim()]).toEqual([2, "Set CCV_API_ROOT in the environment."]);
  });

  test("names the place to change, and survives a call that fails", async () => {
    const about = { id: "x 1", says: "it is so", where: "src/here.ts" };
    const checked = await checkAll([
      { ...about, check: async () => differs("it is not") },
      { ...about, check: () => Promise.reject(new Error("down")) },
    ]);
    expect(reportLines(checked)).toEqual([
      "DIFFERS x 1: it is so",
      "        it is not",
      "        to change: src/here.ts",
      "UNCLEAR x 1: it is so",
      "        down",
      "        to change: src/here.ts",
      "",
      "0 hold, 1 differ, 1 are unclear.",
    ]);
  });
});
