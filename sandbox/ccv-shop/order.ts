/**
 * An order as CCV Shop shows it ("CCV Shop API, orders: order object"), with every documented field. Links are empty
 * here; ccv-shop/present.ts fills them in with the shop's address. Texts that do not apply are empty strings, as in
 * the captured orders, not null.
 */

export function nullable<Value>(value: Value | null = null): Value | null {
  return value;
}

const EMPTY_ADDRESS = {
  gender: "",
  initials: "",
  full_name: "",
  company: "",
  address_line_1: "",
  address_line_2: "",
  street: "",
  housenumber: nullable<number>(),
  housenumber_suffix: "",
  zipcode: "",
  city: "",
  province: "",
  country: "",
  country_code: nullable<string>(),
  telephone: "",
  mobile: "",
  comment: "",
};

/** The billing address; the delivery address lacks first name, last name and fax. */
const EMPTY_BILLING_ADDRESS = { ...EMPTY_ADDRESS, first_name: "", last_name: "", fax: "" };

type DeliveryAddress = typeof EMPTY_ADDRESS;

export function emptyDeliveryAddress(): DeliveryAddress {
  return { ...EMPTY_ADDRESS };
}

export function emptyCustomer() {
  return {
    billingaddress: { ...EMPTY_BILLING_ADDRESS },
    deliveryaddress: emptyDeliveryAddress(),
    email: "",
    email_invoice: "",
    email_invoice_company: "",
    email_invoice_union: "",
    customertype: "b2c",
    ...emptyPersonalDetails(),
    btw: "",
    kvk: "",
  };
}

/** Fields of the checkout that a shop may ask for and that no booking needs. */
function emptyPersonalDetails() {
  const names =
    "bankaccount iban bic bank tenname bankname reference reservationnumber income branche branch website " +
    "clubcity clubcomment clubname beurs stand fair booth carbrand cartype carweight birthdate birthtime " +
    "birthplace cardnumber costcentre findus ssnnumber zzppass";
  return Object.fromEntries(names.split(" ").map((name) => [name, ""]));
}

export type Customer = ReturnType<typeof emptyCustomer>;

export function emptyCoupon() {
  return {
    code: "",
    discount: 0,
    type: nullable<string>(),
    enddate: nullable<string>(),
    onetimeuse: false,
    givesfreeshipping: false,
    minimumprice: 0,
  };
}

/** In captured orders `user.id` is a numeric string. */
export function emptyUser() {
  return {
    id: nullable<string>(),
    discount_percentage: nullable<number>(),
    href: nullable<string>(),
  };
}

export function emptyOrder() {
  return {
    href: "",
    id: 0,
    ordernumber_prefix: nullable<string>(),
    ordernumber: nullable<number>(),
    ordernumber_full: nullable<string>(),
    invoicenumber: nullable<number>(),
    transaction_id: nullable<string>(),
    create_date: "2023-03-01T10:15:00Z",
    deliver_method: "shipping",
    deliver_date: nullable<string>(),
    take_out_window: { start: nullable<string>(), end: nullable<string>() },
    is_platform_sale: nullable<boolean>(false),
    orderedinlng: "nl",
    status: nullable<number>(1),
    is_completed: nullable<boolean>(true),
    paid: false,
    safety_deposit_returned: false,
    paymethod_id: 3,
    paymethod: "BankTransfer",
    paymethod_label: "Vooraf overmaken",
    ...emptyTotals(),
    track_and_trace_code: "",
    track_and_trace_carrier: nullable<string>(),
    track_and_trace_deeplink: "",
    reservationnumber: nullable<string>(),
    delivery_option: nullable<string>(),
    user: emptyUser(),
    discountcoupon: emptyCoupon(),
    customer: nullable<Customer>(emptyCustomer()),
    pickup_address: nullable<Record<string, unknown>>(),
    packing_slip_deeplink: nullable<string>(),
  };
}

function emptyTotals() {
  return {
    taxes_included: true,
    order_row_taxes_included: true,
    shipping_taxes_included: true,
    shipping_tax_percentage: 21,
    is_intra_community_order: false,
    total_orderrow_price: 0,
    total_shipping: 0,
    total_discounts: 0,
    total_price: 0,
    currency: "EUR",
    total_tax: 0,
    total_weight: 0,
    extra_payment_option: "",
    extra_payment_option_price: nullable<number>(0),
    extra_payment_option_no_sentprice: false,
    extra_payment_option_pay_on_pickup: false,
    extra_price: 0,
    paymethod_costs: 0,
    credit_point_discount: 0,
    extra_costs: 0,
    extra_costs_description: "",
  };
}

/** `discounts` is named by the customer's manual, not by the API's field list; both are served when it is given. */
export type Order = ReturnType<typeof emptyOrder> & { discounts?: { amount: number }[] };
