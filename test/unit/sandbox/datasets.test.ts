import { describe, it } from "vitest";

import { boeRows, bookEntry, create } from "./creates.ts";
import { search, selectionXml } from "./searches.ts";
import { at, envelope, login, parse, soapRequest } from "./soap.ts";
import { sandboxWithShop } from "./support.ts";

/** Datasets inside string arguments: both encodings, characters that need escaping, and many rows. */

async function prepared() {
  const { sandbox, control } = await sandboxWithShop();
  return { sandbox, control, session: await login(sandbox) };
}

describe("datasets", () => {
  it("are read from CDATA as well as from escaped text", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    const body = envelope("GetStamtabelRecords", [
      ["PartnerKey", "abcdefghijklmnopqrstuvwxyz"],
      ["Omgevingscode", "00000"],
      ["SessionId", session],
      ["Selectie", "DOCUMENT"],
    ]).replace("DOCUMENT", `<![CDATA[${selectionXml({ table: "BETCOND", fields: "NR" })}]]>`);
    const response = await sandbox.fetch(soapRequest("GetStamtabelRecords", body));
    expect(await response.text()).toContain("&lt;RECORDCOUNT&gt;2&lt;/RECORDCOUNT&gt;");
  });

  it("take numeric entities for the TAB of a list", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    const xml = selectionXml({ table: "LAND", fields: "ZKSL\tISO", orderBy: "ISO" });
    const encoded = xml.replaceAll("\t", "&#9;");
    const { rows } = await search(sandbox, session, { table: "LAND", xml: encoded });
    expect(rows[0]).toEqual({ ZKSL: "A", ISO: "AT" });
  });

  it.for(["Bakker & Zn <bv>", `"quoted" 'twice'`, "&amp; stays", "Ærø ñ €", "a]]>b"])(
    "keep %s as it is",
    async (name, { expect }) => {
      const { sandbox, session } = await prepared();
      const terms = { ZKSL: "x", BTWPL: "B", BETCOND: "30", SLUITREK: "1300" };
      const fields = { ...terms, NAAM: name };
      expect((await create(sandbox, session, { table: "DEB", fields })).message).toBe("");
      const where: [string, string, string][] = [["ZKSL", "=", "X"]];
      const found = await search(sandbox, session, { table: "DEB", fields: "NAAM", where });
      expect(found.rows).toEqual([{ NAAM: name }]);
    },
  );

  it("hold entries of many rows", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    const [total = {}, detail = {}] = boeRows();
    const rows = Array.from({ length: 500 }, () => ({ ...detail, BEDRBOEK: "-1.00" }));
    const booked = await bookEntry(sandbox, session, [{ ...total, BEDRBOEK: "500.00" }, ...rows]);
    expect(booked.message).toBe("");
    expect(control.imuis.entries()[0]?.rows).toHaveLength(501);
  });

  it("that are not well-formed are a business error", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    const xml = "<NewDataSet><Table1></NewDataSet>";
    const { message } = await search(sandbox, session, { table: "DEB", xml });
    expect(message).toBe("Selectie is geen geldig XML-document met NewDataSet.");
  });

  it("escape twice what held an ampersand", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    control.imuis.addDebtor({ debtor: { NR: "13317", NAAM: "A & B" } });
    const body = envelope("GetStamtabelRecords", [
      ["PartnerKey", "abcdefghijklmnopqrstuvwxyz"],
      ["Omgevingscode", "00000"],
      ["SessionId", session],
      ["Selectie", selectionXml({ table: "DEB", fields: "NAAM" })],
    ]);
    const text = await (await sandbox.fetch(soapRequest("GetStamtabelRecords", body))).text();
    expect(text).toContain("A &amp;amp; B");
    expect(at(parse(text), "Envelope", "Body")).toBeDefined();
  });
});
