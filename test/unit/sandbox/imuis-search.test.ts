import { describe, it } from "vitest";

import { search, selectionXml, type Selection } from "./searches.ts";
import { login } from "./soap.ts";
import { sandboxWithShop } from "./support.ts";

async function prepared() {
  const { sandbox, control } = await sandboxWithShop();
  const session = await login(sandbox);
  return {
    control,
    find: (selection: Selection & { operation?: string; xml?: string }) =>
      search(sandbox, session, selection),
  };
}

describe("GetStamtabelRecords", () => {
  it("answers the selected fields and the number of records", async ({ expect }) => {
    const { find } = await prepared();
    const where: Selection["where"] = [["ISO", "=", "DE"]];
    expect(await find({ table: "LAND", fields: "ZKSL\tISO", where })).toEqual({
      message: "",
      count: 1,
      pages: 1,
      rows: [{ ZKSL: "D", ISO: "DE" }],
    });
  });

  it("answers RECORDCOUNT 0 and no DATA without a hit", async ({ expect }) => {
    const { find } = await prepared();
    const found = await find({ table: "DEB", where: [["EMAIL", "=", "nobody@example.nl"]] });
    expect(found).toEqual({ message: "", count: 0, pages: 0, rows: [] });
  });

  it("compares text without regard to case, and knows LIKE", async ({ expect }) => {
    const { find, control } = await prepared();
    control.imuis.addDebtor({ debtor: { NR: "13317", EMAIL: "Anna@Example.nl" } });
    const upper = await find({ table: "DEB", where: [["EMAIL", "=", "ANNA@EXAMPLE.NL"]] });
    expect(upper.count).toBe(1);
    const like = await find({ table: "DEB", where: [["EMAIL", "LIKE", "%@example%"]] });
    expect(like.count).toBe(1);
  });

  it("joins conditions of a TAB list with and", async ({ expect }) => {
    const { find } = await prepared();
    const between: Selection["where"] = [
      ["NR", ">=", "8000"],
      ["NR", "<", "8010"],
    ];
    const found = await find({ table: "GRB", fields: "NR", where: between, orderBy: "NR" });
    expect(found.rows.map((row) => row["NR"])).toEqual(["8000", "8006"]);
  });

  it("pages", async ({ expect }) => {
    const { find } = await prepared();
    const paging = { table: "BTW", fields: "NR", orderBy: "NR", size: 3 };
    const first = await find({ ...paging, page: 1 });
    const second = await find({ ...paging, page: 2 });
    expect(first).toMatchObject({ count: 14, pages: 5 });
    expect([...first.rows, ...second.rows].map((row) => row["NR"])).toEqual([
      "1",
      "2",
      "3",
      "5",
      "6",
      "7",
    ]);
  });

  it.for([
    "TABLE",
    "SELECTFIELDS",
    "WHEREFIELDS",
    "WHEREOPERATORS",
    "WHEREVALUES",
    "ORDERBY",
    "MAXRESULT",
    "PAGESIZE",
    "SELECTPAGE",
  ])("refuses a selection without %s", async (tag, { expect }) => {
    const { find } = await prepared();
    const xml = selectionXml({ table: "BTW" }).replace(new RegExp(`<${tag}>[^<]*</${tag}>`), "");
    const { message } = await find({ table: "BTW", xml });
    expect(message).toBe(`De selectie is incompleet, zie veld: ${tag}`);
  });

  it.for([
    [{ table: "NIETS" }, "Tabel NIETS is onbekend."],
    [{ table: "DEB", fields: "NR\tTELEFOON" }, "Veld TELEFOON is onbekend."],
    [{ table: "DEB", where: [["MAIL", "=", "a"]] }, "Veld MAIL is onbekend."],
    [{ table: "DEB", where: [["NR", "<>", "1"]] }, "Operator <> is onbekend."],
    [{ table: "DEB", orderBy: "" }, "De selectie is incompleet, zie veld: ORDERBY"],
    [{ table: "DEB", page: 0 }, "Ongeldige waarde in SELECTPAGE: 0"],
    [
      { table: "BOE", where: [["GRPROW", "=", "0"]] },
      "Selecteren op GRPROW = 0 is niet toegestaan.",
    ],
  ] as [Selection, string][])("refuses %j", async ([selection, message], { expect }) => {
    const { find } = await prepared();
    expect(await find(selection)).toMatchObject({ message, count: null });
  });
});

describe("GetAdmInfo", () => {
  it("answers the basics of the administration", async ({ expect }) => {
    const { find } = await prepared();
    const found = await find({ operation: "GetAdmInfo", table: "BASFIN" });
    expect(found.rows).toMatchObject([{ AANTPER: "12", SPLITSREK: "2975", ONDERDEB: "10000" }]);
  });

  it("takes a selection with only a table and fields", async ({ expect }) => {
    const { find } = await prepared();
    const xml =
      "<NewDataSet><Table1><TABLE>BASFIN</TABLE><SELECTFIELDS>AANTPER</SELECTFIELDS></Table1></NewDataSet>";
    const found = await find({ operation: "GetAdmInfo", table: "BASFIN", xml });
    expect(found.rows).toEqual([{ AANTPER: "12" }]);
  });

  it("answers the calendar of periods", async ({ expect }) => {
    const { find } = await prepared();
    const { rows } = await find({ operation: "GetAdmInfo", table: "PERIODEDATUMS" });
    expect(rows).toHaveLength(84);
    expect(rows.find((row) => row["JR"] === "2024" && row["PN"] === "2")).toEqual({
      JR: "2024",
      PN: "2",
      DATVAN: "01-02-2024",
      DATTM: "29-02-2024",
    });
  });
});
