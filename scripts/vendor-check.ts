import { createVatNumberRegister } from "../src/adapters/vies/register.ts";
/**
 * First contact with the real vendors: `npm run vendor-check -- --ccv`, `--imuis`, `--vies` (any of them; `--write` allows a
 * webhook, and a debtor, a product, an order and journal entries in the test administration). Reads its keys from the environment, prints what holds and what doesn't.
 */
import { type Assumption, checkAll, reportLines } from "./vendor/assumption.ts";
import { ccvAssumptions } from "./vendor/ccv-assumptions.ts";
import { connectCcv, connectImuis } from "./vendor/connect.ts";
import { examples } from "./vendor/examples.ts";
import { imuisAssumptions } from "./vendor/imuis-assumptions.ts";
import { viesAssumptions } from "./vendor/vies-assumptions.ts";

const VIES_TIMEOUT_MS = 15_000;
const IMUIS_URL = "https://api.kingfinance.nl/v1/ws1_xml.asmx";
const VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api";

const wants = (name: string): boolean => process.argv.includes(name);

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`Set ${name} in the environment.`);
  return value;
}

const figure = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const options = {
  fetch: (request: Request): Promise<Response> => fetch(request),
  mayWrite: wants("--write"),
  now: () => new Date(),
};

function ofCcv(): readonly Assumption[] {
  const credentials = {
    apiRoot: needed("CCV_API_ROOT"),
    apiPublic: needed("CCV_API_PUBLIC"),
    apiSecret: needed("CCV_API_SECRET"),
  };
  return ccvAssumptions(connectCcv(credentials, options));
}

function ofImuis(): readonly Assumption[] {
  const access = {
    url: process.env["IMUIS_URL"] ?? IMUIS_URL,
    partnerKey: needed("IMUIS_PARTNER_KEY"),
    environmentCode: needed("IMUIS_ENVIRONMENT_CODE"),
  };
  const write = examples({
    now: new Date(),
    journal: figure("IMUIS_JOURNAL", 41),
    debtor: figure("IMUIS_DEBTOR", 12_000),
    account: figure("IMUIS_ACCOUNT", 8000),
    vatCode: figure("IMUIS_VAT_CODE", 2),
    splitAccount: figure("IMUIS_SPLIT_ACCOUNT", 2000),
    orderType: process.env["IMUIS_ORDER_TYPE"] ?? "webshoporder",
    shippingMethod: process.env["IMUIS_SHIPPING_METHOD"] ?? "Verzendkosten",
    itemGroup: figure("IMUIS_ITEM_GROUP", 29),
    paymentCondition: figure("IMUIS_PAYMENT_CONDITION", 30),
    controlAccount: figure("IMUIS_CONTROL_ACCOUNT", 1300),
  });
  return imuisAssumptions(connectImuis(access, { ...options, write }));
}

function ofVies(): readonly Assumption[] {
  const url = process.env["VIES_URL"] ?? VIES_URL;
  const register = createVatNumberRegister({ ...options, url, timeoutMs: VIES_TIMEOUT_MS });
  const numbers = { asked: needed("VIES_NUMBER"), requester: needed("VIES_REQUESTER") };
  return viesAssumptions(register, numbers);
}

async function main(): Promise<void> {
  const assumptions = [
    ...(wants("--ccv") ? ofCcv() : []),
    ...(wants("--imuis") ? ofImuis() : []),
    ...(wants("--vies") ? ofVies() : []),
  ];
  if (assumptions.length === 0) throw new Error("Name what to check: --ccv, --imuis, --vies.");
  const checked = await checkAll(assumptions);
  console.log(reportLines(checked).join("\n"));
  if (checked.some(({ verdict }) => verdict.outcome === "differs")) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
