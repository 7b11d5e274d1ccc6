import { describe, test } from "vitest";

import {
  cookieOf,
  handshake,
  type Harness,
  installLink,
  newKeys,
  newActiveOwner,
  startApp,
} from "../http/owner.ts";
import { emptyList, open, send } from "./visitor.ts";

/** The guided path, walked without script from the install link to the activation. */

async function arrive(harness: Harness) {
  const keys = newKeys();
  await handshake(harness, keys);
  const link = await installLink(harness, keys);
  return { keys, link, cookie: cookieOf(link) };
}

const RATE = {
  "rates[0].percentage": "21,00",
  "rates[0].validFrom": "",
  "rates[0].vatCode": "2",
  "rates[0].revenue": "8000",
  "rates[0].shipping": "8090",
  "rates[0].payment": "8095",
  "rates[1].percentage": "9",
  "rates[1].vatCode": "",
};
const SOURCE = {
  source: "orders",
  target: "journal",
  homeCountry: "NL",
  vatNumber: "NL810755610B01",
};
const JOURNAL = {
  journal: "41",
  offsetAccount: "2975",
  roundingAccount: "",
  maxRoundingDifferenceCents: "5",
  "debtorDefaults.paymentCondition": "30",
  "debtorDefaults.controlAccount": "1300",
};

describe("the set-up", () => {
  test("leads from the install link to the activation", async ({ expect }) => {
    const harness = startApp();
    const { keys, link, cookie: first } = await arrive(harness);
    expect(link.headers.get("location")).toBe("/setup");
    const start = await open(harness, "/setup", { cookie: first });
    expect(start.headers.get("location")).toBe("/setup/account");
    const email = `${crypto.randomUUID()}@example.nl`;
    const made = await send(harness, "/setup/account", {
      cookie: first,
      email,
      password: "een lang wachtwoord",
    });
    expect(made.headers.get("location")).toBe("/setup/imuis");
    const cookie = cookieOf(made);
    const step = async (path: string, form: Record<string, string>, next: string) => {
      const answer = await send(harness, path, { ...form, cookie });
      expect(answer.headers.get("location")).toBe(next);
    };
    const banner = await (await open(harness, "/report", { cookie })).text();
    expect(banner).toContain("er wordt nog niets geboekt");
    await step("/setup/imuis", { environmentCode: "code-1" }, "/setup/imuis");
    const connected = await (await open(harness, "/setup/imuis", { cookie })).text();
    expect(connected.match(/class="notice/g)).toHaveLength(1);
    const unticked = await (await send(harness, "/setup/terms", { cookie })).text();
    expect(unticked).toContain("Vink aan dat u akkoord gaat");
    expect(unticked).toContain("Lees en aanvaard de voorwaarden");
    await step("/setup/terms", { accept: "yes" }, "/setup/source?done=accepted");
    const accepted = await (await open(harness, "/setup/terms", { cookie })).text();
    expect(accepted).not.toContain("Lees en aanvaard de voorwaarden");
    await step("/setup/source", SOURCE, "/setup/journal?done=saved");
    const proposed = await (await open(harness, "/setup/journal", { cookie })).text();
    expect(proposed).toMatch(/<option value="2975" selected/);
    await step("/setup/journal", JOURNAL, "/setup/vat?done=saved");
    const back = await open(harness, "/setup", { cookie });
    expect(back.headers.get("location")).toBe("/setup/vat");
    await step("/setup/vat/NL", RATE, "/setup/vat?done=saved");
    await step("/setup/payment", {}, "/setup/check?done=saved");
    const owner = { keys, cookie, token: "", installationId: "", email, password: "" };
    emptyList(harness, owner);
    await step("/setup/check", {}, "/setup/check?done=activated");
    const found = await harness.world.dependencies.installations.findByApiPublic(keys.apiPublic);
    expect(found?.state).toBe("active");
    expect(found?.configuration).toMatchObject({
      journal: 41,
      vatNumber: "NL810755610B01",
      vat: { countries: [{ country: "NL", rates: [{ percentage: "21", vatCode: 2 }] }] },
    });
    const after = await (await open(harness, "/report", { cookie })).text();
    expect(after).not.toContain("er wordt nog niets geboekt");
  });

  test("shows what is wrong at its field and keeps what was filled in", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await arrive(harness);
    const answer = await send(harness, "/setup/source", { ...SOURCE, vatNumber: "x", cookie });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('id="f-vatNumber-error"');
    expect(html).toContain('value="x"');
  });

  test("a refused rate stays in its row, and no rate is offered once more", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await arrive(harness);
    await send(harness, "/setup/source", { ...SOURCE, cookie });
    const refused = await send(harness, "/setup/vat/NL", {
      "rates[0].percentage": "21",
      "rates[0].vatCode": "",
      "rates[1].percentage": "9,x",
      "rates[1].vatCode": "1",
      "rates[2].percentage": "",
      cookie,
    });
    const html = await refused.text();
    expect(refused.status).toBe(422);
    const values = [...html.matchAll(/name="rates\[\d\]\.percentage"[^>]*value="([^"]*)"/g)];
    expect(values.map(([, value]) => value)).toEqual(["21", "9,x", ""]);
    expect(html).toMatch(/name="rates\[1\]\.percentage"[^>]*aria-invalid="true"/);
    expect(html).toContain('href="#f-rates-1-percentage"');
  });

  test.for([
    ["source", "orderStatuses", { ...SOURCE, orderStatuses: "3, 3" }],
    [
      "vat/NL",
      "rates[2].percentage",
      {
        "rates[0].percentage": "6",
        "rates[0].vatCode": "",
        ...Object.fromEntries(
          ["1", "2"].flatMap((index) =>
            Object.entries(RATE)
              .filter(([name]) => name.startsWith("rates[0]"))
              .map(([name, value]) => [name.replace("0", index), value]),
          ),
        ),
      },
    ],
    [
      "payment",
      "paymentMethods[1].name",
      {
        "paymentMethods[0].name": "ideal",
        "paymentMethods[0].debtor": "12000",
        "paymentMethods[1].own": "yes",
        "paymentMethods[1].name": "iDEAL",
        "paymentMethods[1].debtor": "12000",
      },
    ],
    [
      "products",
      "productRules[2].productNumber",
      {
        "productRules[0].account": "",
        "productRules[1].productNumber": "GIFT",
        "productRules[1].account": "1850",
        "productRules[2].productNumber": "GIFT",
        "productRules[2].account": "1850",
      },
    ],
  ] as const)(
    "what is there twice in %s is told at %s",
    async ([section, name, form], { expect }) => {
      const harness = startApp();
      const { cookie } = await newActiveOwner(harness);
      const refused = await send(harness, `/configuration/${section}`, { ...form, cookie });
      const html = await refused.text();
      expect(refused.status).toBe(422);
      const id = `f-${name.replaceAll(/[^\w-]+/g, "-")}`;
      expect([...html.matchAll(/href="#(f-[^"]+)"/g)].map(([, link]) => link)).toEqual([id]);
      expect(html).toContain(`aria-describedby="${id}`);
      expect(html).toContain(`id="${id}-error"`);
    },
  );

  test("refuses an account of somebody else without the right password", async ({ expect }) => {
    const harness = startApp();
    const known = await newActiveOwner(harness);
    const { cookie } = await arrive(harness);
    const answer = await send(harness, "/setup/account", {
      cookie,
      email: known.email,
      password: "not the right one",
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("horen niet bij elkaar");
  });

  test("tells iMUIS's own words when the code is refused", async ({ expect }) => {
    const harness = startApp();
    harness.world.books.refusedCodes.set("wrong", "(CS001) Omgevingscode onbekend");
    const { cookie } = await arrive(harness);
    const answer = await send(harness, "/setup/imuis", { cookie, environmentCode: "wrong" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("(CS001) Omgevingscode onbekend");
  });

  test("shows the sales order's prerequisites once that is the target", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await arrive(harness);
    await send(harness, "/setup/imuis", { cookie, environmentCode: "code-2" });
    await send(harness, "/setup/source", { ...SOURCE, target: "orders", cookie });
    const html = await (await open(harness, "/setup/journal", { cookie })).text();
    expect(html).toContain("Wat er in iMUIS klaar moet staan");
    expect(html).toContain("aanwezig in iMUIS");
    // iMUIS doesn't tell them, so a tick alone would promise too much.
    expect(html).toContain("Kijk daar of de omzetrekening");
    expect(html).toContain("Kijk daar of een standaard leveringsconditie");
  });
});

describe("a payment method's debtor", () => {
  const row = (debtor: string, more: Record<string, string> = {}) => ({
    "paymentMethods[0].name": "ideal",
    "paymentMethods[0].debtor": debtor,
    ...more,
  });

  test.for(["/setup/payment", "/configuration/payment"])(
    "is searched at %s without storing anything, and picked",
    async (path, { expect }) => {
      const harness = startApp();
      const { cookie, installationId } = await newActiveOwner(harness);
      const stored = async () =>
        (await harness.world.dependencies.setUp.storedConfiguration(installationId))
          ?.paymentMethods;
      const found = await send(harness, path, { cookie, ...row("pay"), act: "search:0" });
      const html = await found.text();
      expect(found.status).toBe(200);
      expect(html).toContain("12001 – PayPal");
      expect(html).toContain("Delft · in@paypal.example");
      expect(html).not.toContain("12000 – iDEAL");
      expect(html).toContain('value="pay"');
      expect(await stored()).toEqual([]);
      await send(harness, path, { cookie, ...row("pay", { "paymentMethods[0].picked": "12001" }) });
      expect(await stored()).toEqual([{ name: "ideal", debtor: 12_001 }]);
      const named = await (await open(harness, path, { cookie })).text();
      expect(named).toContain("12001 – PayPal");
    },
  );

  test("that is no number is refused and searched", async ({ expect }) => {
    const harness = startApp();
    const { cookie, installationId } = await newActiveOwner(harness);
    const answer = await send(harness, "/configuration/payment", { cookie, ...row("paypal") });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain("kies een debiteur uit wat is gevonden");
    expect(html).toContain("12001 – PayPal");
    const nothing = await send(harness, "/configuration/payment", { cookie, ...row("niemand") });
    expect(await nothing.text()).toContain("Geen debiteur gevonden.");
    const stored = await harness.world.dependencies.setUp.storedConfiguration(installationId);
    expect(stored?.paymentMethods).toEqual([]);
  });

  test("stays a number while iMUIS doesn't answer, and says when iMUIS has it no more", async ({
    expect,
  }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    await send(harness, "/configuration/payment", { cookie, ...row("99") });
    const form = async () => (await open(harness, "/configuration/payment", { cookie })).text();
    expect(await form()).toContain("Niet (meer) te gebruiken in iMUIS");
    harness.world.books.isDown = true;
    expect(await form()).toContain('value="99"');
    expect(await form()).not.toContain("Niet (meer) te gebruiken");
    const searched = await send(harness, "/configuration/payment", {
      cookie,
      ...row("pay"),
      act: "search:0",
    });
    expect(await searched.text()).toContain("iMUIS geeft nu geen antwoord");
  });
});

describe("the configuration", () => {
  test("saves one section, keeps the others and writes who changed it", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    const saved = await send(harness, "/configuration/payment", {
      cookie,
      "paymentMethods[0].name": "ideal",
      "paymentMethods[0].debtor": "12000",
      "paymentMethods[1].name": "*",
      "paymentMethods[1].debtor": "",
    });
    expect(saved.headers.get("location")).toBe("/configuration?done=saved");
    const stored = await harness.world.dependencies.setUp.storedConfiguration(owner.installationId);
    expect(stored).toMatchObject({
      journal: 41,
      paymentMethods: [{ name: "ideal", debtor: 12000 }],
    });
    const changes = await (await open(harness, "/profile/changes", { cookie })).text();
    expect(changes).toContain("Betaalwijze ideal: Debiteur");
    expect(changes).toContain(owner.email);
  });

  test("holds a change of target until the rest is filled in", async ({ expect }) => {
    const harness = startApp();
    const { cookie, installationId } = await newActiveOwner(harness);
    const answer = await send(harness, "/configuration/source", {
      ...SOURCE,
      target: "orders",
      cookie,
    });
    expect(answer.headers.get("location")).toBe("/configuration/journal?draft=yes");
    const read = () => harness.world.dependencies.setUp.storedConfiguration(installationId);
    expect((await read())?.target).toBe("journal");
    await send(harness, "/configuration/journal", {
      cookie,
      "salesOrder.itemGroup": "29",
      "salesOrder.orderType": "webshoporder",
      "salesOrder.shippingMethod": "Verzendkosten",
      "debtorDefaults.paymentCondition": "30",
      "debtorDefaults.controlAccount": "1300",
    });
    expect((await read())?.target).toBe("orders");
  });

  test("removes the VAT settings after asking", async ({ expect }) => {
    const harness = startApp();
    const { cookie, installationId } = await newActiveOwner(harness);
    await send(harness, "/configuration/vat/remove", { cookie });
    const stored = await harness.world.dependencies.setUp.storedConfiguration(installationId);
    expect(stored?.vat.countries).toEqual([]);
  });
});
