import { describe, it } from "vitest";

import { at, envelope, inSession, login, parse, soap, soapRequest, text } from "./soap.ts";
import { movableClock, sandboxWithShop } from "./support.ts";

const CREDENTIALS: [string, string][] = [
  ["PartnerKey", "abcdefghijklmnopqrstuvwxyz"],
  ["Omgevingscode", "00000"],
];
const LOGIN: [string, string][] = [...CREDENTIALS, ["SessionId", ""], ["Foutmelding", ""]];

describe("SOAP", () => {
  it("logs in over SOAP 1.1 and answers a session id", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const answer = await soap(sandbox, "Login", LOGIN);
    expect(answer).toMatchObject({ LoginResult: "true", Foutmelding: "" });
    expect(answer["SessionId"]).toMatch(/^\d+\/2000@d1095;CSW$/);
  });

  it("logs in over SOAP 1.2, whatever the action says", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const body = envelope("Login", LOGIN).replaceAll(
      "http://schemas.xmlsoap.org/soap/envelope/",
      "http://www.w3.org/2003/05/soap-envelope",
    );
    const request = new Request("https://imuis.example/v1/ws1_xml.asmx", {
      method: "POST",
      headers: { "content-type": "application/soap+xml; charset=utf-8" },
      body,
    });
    const response = await sandbox.fetch(request);
    expect(response.headers.get("content-type")).toContain("application/soap+xml");
    expect(await response.text()).toContain("<LoginResult>true</LoginResult>");
  });

  it.for([
    ["arguments out of order", [LOGIN[1], LOGIN[0], LOGIN[2], LOGIN[3]]],
    ["an unknown argument", [...LOGIN.slice(0, 3), ["Extra", ""], ["Foutmelding", ""]]],
    ["a repeated argument", [LOGIN[0], LOGIN[0], LOGIN[1]]],
  ] as [string, [string, string][]][])("faults on %s", async ([, parts], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    const response = await sandbox.fetch(soapRequest("Login", envelope("Login", parts)));
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("soap:Fault");
  });

  it.for([
    ["no XML", "Login", "Login"],
    ["an unknown operation", "Inloggen", envelope("Inloggen", LOGIN)],
    ["another SOAPAction than the body's", "Logout", envelope("Login", LOGIN)],
    ["another namespace", "Login", envelope("Login", LOGIN).replace("cloudswitch", "other")],
    ["no ORDNR", "CreateVerkoopOrder", envelope("CreateVerkoopOrder", CREDENTIALS)],
  ] as const)("faults on %s", async ([, operation, body], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    const response = await sandbox.fetch(soapRequest(operation, body));
    expect(response.status).toBe(500);
    const parsed = parse(await response.text());
    expect(at(parsed, "Envelope", "Body", "Fault", "faultstring")).toBeTypeOf("string");
  });

  it("says honestly what it doesn't do", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const session = await login(sandbox);
    const own: [string, string][] = [["Mutatie", "<NewDataSet></NewDataSet>"]];
    const answer = await inSession(sandbox, { operation: "DeleteVerkooporder", session, own });
    expect(answer).toMatchObject({
      DeleteVerkooporderResult: "false",
      Foutmelding: "DeleteVerkooporder wordt in deze proefomgeving niet ondersteund.",
    });
  });

  it("checks the connection without arguments", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const answer = await soap(sandbox, "CheckConnection", []);
    expect(answer).toEqual({ CheckConnectionResult: "true" });
  });
});

describe("sessions", () => {
  it.for([
    ["an unknown partner key", "nobody", "00000", "PartnerKey is onbekend."],
    ["an unknown code", "abcdefghijklmnopqrstuvwxyz", "9", "Omgevingscode 9 is onbekend."],
  ] as const)("refuse %s", async ([, key, code, message], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    const answer = await soap(sandbox, "Login", [
      ["PartnerKey", key],
      ["Omgevingscode", code],
    ]);
    expect(answer).toMatchObject({ LoginResult: "false", SessionId: "", Foutmelding: message });
  });

  it("end after 30 idle minutes, and each call counts", async ({ expect }) => {
    const { clock, forward } = movableClock();
    const { sandbox } = await sandboxWithShop(clock);
    const session = await login(sandbox);
    const keep = () => inSession(sandbox, { operation: "KeepSession", session });
    forward(29 * 60_000);
    expect(text(await keep(), "KeepSessionResult")).toBe("true");
    forward(29 * 60_000);
    expect(text(await keep(), "KeepSessionResult")).toBe("true");
    forward(30 * 60_000);
    expect(await keep()).toEqual({
      KeepSessionResult: "false",
      Foutmelding: "Sessie is verlopen of ongeldig, opnieuw inloggen (CS005)",
    });
  });

  it("end at logout", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const session = await login(sandbox);
    await inSession(sandbox, { operation: "Logout", session });
    const answer = await inSession(sandbox, { operation: "KeepSession", session });
    expect(text(answer, "KeepSessionResult")).toBe("false");
  });

  it("belong to their own administration", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    control.imuis.makeAdministration({ administration: "2001", environmentCode: "11111" });
    const session = await login(sandbox, "11111");
    const answer = await inSession(sandbox, { operation: "KeepSession", session });
    expect(text(answer, "Foutmelding")).toContain("CS005");
  });
});
