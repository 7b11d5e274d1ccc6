import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { XMLParser } from "fast-xml-parser";
import { describe, it } from "vitest";

import { OPERATIONS } from "../../../sandbox/imuis/operations.ts";

/** Compares the sandbox's table of operations with the vendor's WSDL, where that file is at hand. */

const WSDL = fileURLToPath(new URL("../../../../shared/imuis/ws1_xml.wsdl", import.meta.url));

/** Operations of the WSDL that ws1_xml lacks or that no booking needs. */
const LEFT_OUT =
  /^(GetURL|RunTask|RunTaskOneWay|Login2|CheckToken|UpdateInfo|.*Offerte.*|.*offerte.*|.*Inkoop.*|.*Contract.*|CreateGoederenontvangst|CreateVerkooporderRegel)$/;

interface Element {
  "@name": string;
  complexType?: { sequence?: { element?: Element | Element[] } };
}

function list<Item>(value: Item | Item[] | undefined): Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Element names in the sequence of each request and answer. */
function wsdlElements(): Map<string, string[]> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    removeNSPrefix: true,
  });
  const document = parser.parse(readFileSync(WSDL, "utf8")) as {
    definitions: { types: { schema: { element: Element[] } } };
  };
  return new Map(
    document.definitions.types.schema.element.map((element) => [
      element["@name"],
      list(element.complexType?.sequence?.element).map((part) => part["@name"]),
    ]),
  );
}

describe.skipIf(!existsSync(WSDL))("operations against the vendor's WSDL", () => {
  it("have the arguments in the same order", ({ expect }) => {
    const elements = wsdlElements();
    const own = Object.fromEntries(
      Object.entries(OPERATIONS).map(([name, operation]) => [name, operation.arguments]),
    );
    const vendor = Object.fromEntries(
      Object.keys(OPERATIONS).map((name) => [name, elements.get(name)]),
    );
    expect(own).toEqual(vendor);
  });

  it("answer the same elements", ({ expect }) => {
    const elements = wsdlElements();
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      const message = operation.arguments.length > 0 ? ["Foutmelding"] : [];
      const own = [`${name}Result`, ...operation.answers, ...message];
      expect(elements.get(`${name}Response`), name).toEqual(own);
    }
  });

  it("leave out nothing but what is named here", ({ expect }) => {
    const names = [...wsdlElements().keys()].filter(
      (name) => /^[A-Z]\w+$/.test(name) && !name.endsWith("Response"),
    );
    const missing = names.filter((name) => !OPERATIONS[name] && !LEFT_OUT.test(name));
    expect(missing.filter((name) => !["ArrayOfString", "DataSet"].includes(name))).toEqual([]);
  });
});
