import type { VatLiability } from "./booking.ts";
import type { Configuration } from "./configuration.ts";
import { normaliseCountry } from "./country.ts";
import type { Address, Customer, ShopDocument } from "./document.ts";
import type { DebtorCardDraft, DebtorRequest } from "./draft.ts";
import { splitHouseNumber } from "./house-number.ts";
import type { PaymentMethod } from "./payment-method.ts";
import { cleanText, cutText } from "./texts.ts";
import type { TraceStep } from "./trace.ts";
import { checkVatNumberFormat, normaliseVatNumber } from "./vat-number.ts";
import type { VatTreatment } from "./vocabulary.ts";

/** Lengths of the fields of a debtor, in UTF-16 units (imuis.md 3.2). */
const NAME_LENGTH = 50;
const POSTAL_CODE_LENGTH = 8;
const CITY_LENGTH = 24;
const EMAIL_LENGTH = 64;
const TELEPHONE_LENGTH = 15;
const VAT_NUMBER_LENGTH = 14;
const CHAMBER_OF_COMMERCE_LENGTH = 15;

/** What decides whose debtor it becomes. */
export interface DebtorContext {
  readonly configuration: Configuration;
  readonly treatment: VatTreatment;
  readonly paymentMethod: PaymentMethod;
  /** Normalised; null when the document is not ICP. */
  readonly vatNumber: string | null;
}

/** Reading A30: a fixed debtor per payment method, never for ICP, which always gets the customer's own. */
export function debtorRequest(document: ShopDocument, context: DebtorContext): DebtorRequest {
  const { paymentMethod, treatment } = context;
  if (paymentMethod.debtor !== null && treatment !== "icp") {
    return { kind: "fixed", number: paymentMethod.debtor };
  }
  return {
    kind: "own",
    email: normaliseEmail(document.customer.email),
    vatNumber: context.vatNumber,
    card: cardDraft(document.customer, context),
  };
}

/** Why it became this debtor, and what it is looked up by: for ICP the VAT number first, never an empty address. */
export function traceDebtor(request: DebtorRequest, context: DebtorContext): TraceStep {
  const { debtor, setting } = context.paymentMethod;
  const figures = {
    debtor: debtor === null ? "" : String(debtor),
    setting: setting === null ? "" : `paymentMethods[${setting}]`,
  };
  if (request.kind === "fixed") {
    return { code: "debtorFixed", figures };
  }
  if (debtor !== null) {
    return { code: "debtorOwnBecauseIcp", figures };
  }
  const keys = [request.vatNumber ?? "", request.email].filter((key) => key !== "");
  return keys.length === 0
    ? { code: "debtorNew", figures: {} }
    : { code: "debtorOwn", figures: { keys: keys.join(", ") } };
}

/** Reading A45: trimmed and in lower case, as one customer may type it in two ways. */
export function normaliseEmail(email: string): string {
  return cleanText(email).toLowerCase();
}

/** Reading A43: the address of the setting, and where it is empty the other one. */
function cardDraft(customer: Customer, context: DebtorContext): DebtorCardDraft {
  const { configuration, treatment, vatNumber } = context;
  const { deliveryAddress, billingAddress } = customer;
  const [first, second] =
    configuration.debtorAddress === "delivery"
      ? [deliveryAddress, billingAddress]
      : [billingAddress, deliveryAddress];
  const place = isPlace(first) ? first : second;
  return {
    name: debtorName(first, second, customer.email),
    ...splitHouseNumber(streetOf(place), place.houseNumber, place.houseNumberSuffix),
    postalCode: cutText(place.postalCode, POSTAL_CODE_LENGTH),
    city: cutText(place.city, CITY_LENGTH),
    countryCode: countryOf([place, first, second], configuration.homeCountry),
    email: normaliseEmail(customer.email).slice(0, EMAIL_LENGTH),
    telephone: cutText(filled(first.telephone, second.telephone), TELEPHONE_LENGTH),
    vatNumber: cardVatNumber(customer, vatNumber),
    chamberOfCommerceNumber: cutText(customer.chamberOfCommerceNumber, CHAMBER_OF_COMMERCE_LENGTH),
    vatLiability: liabilityOf(treatment),
    paymentCondition: configuration.debtorDefaults.paymentCondition,
    controlAccount: configuration.debtorDefaults.controlAccount,
  };
}

/**
 * Street, number, postal code and city come from one address: filling single gaps from the other would make up a place
 * that does not exist. A country alone is no place; the shop sends it with an otherwise empty address.
 */
function isPlace(address: Address): boolean {
  const { street, addressLine2, postalCode, city } = address;
  return [street, addressLine2, postalCode, city].some((text) => cleanText(text) !== "");
}

function streetOf(address: Address): string {
  return filled(address.street, address.addressLine2);
}

/** Manual: with a company, company and person (A43). A debtor needs a name, so an e-mail address is better than none. */
function debtorName(first: Address, second: Address, email: string): string {
  const company = cleanText(filled(first.company, second.company));
  const person = cleanText(filled(first.personName, second.personName));
  const name = company === person ? company : `${company} ${person}`.trim();
  return cutText(name === "" ? filled(email, "?") : name, NAME_LENGTH);
}

function countryOf(addresses: readonly Address[], homeCountry: string): string {
  const known = addresses
    .map((address) => normaliseCountry(address.countryCode))
    .find((country) => country !== "");
  return known ?? normaliseCountry(homeCountry);
}

/** For ICP the checked number; else what the customer typed, if it can be a VAT number at all. */
function cardVatNumber(customer: Customer, vatNumber: string | null): string | null {
  if (vatNumber !== null) {
    return vatNumber.slice(0, VAT_NUMBER_LENGTH);
  }
  const typed = customerVatNumber(customer);
  return checkVatNumberFormat(typed) === "bad-format" ? null : typed.slice(0, VAT_NUMBER_LENGTH);
}

/** The customer's number, normalised with the country of the billing address, else of the delivery address. */
export function customerVatNumber(customer: Customer): string {
  const billing = normaliseCountry(customer.billingAddress.countryCode);
  const delivery = normaliseCountry(customer.deliveryAddress.countryCode);
  return normaliseVatNumber(customer.vatNumber, billing === "" ? delivery : billing);
}

/** Contract section 6: everything that carries VAT is domestic, also to another EU country. */
function liabilityOf(treatment: VatTreatment): VatLiability {
  switch (treatment) {
    case "icp":
      return "intraCommunity";
    case "international":
      return "outsideEu";
    case "domestic":
    case "platform":
      return "domestic";
  }
}

function filled(text: string, otherwise: string): string {
  return cleanText(text) === "" ? otherwise : text;
}
