import { type Chapter, entriesOf } from "./chapter.ts";

/** Which field of CCV Shop gives which value. */
export const FROM_SHOP_EN: Chapter = {
  id: "from-ccv-shop",
  title: "Day-to-day: from CCV Shop",
  lead: "Which field of the shop serves for what.",
  sections: [
    {
      id: "head",
      title: "The order or invoice",
      paragraphs: [
        "An order's turn comes when it is completed (`is_completed`) and paid (`paid`), not cancelled, and its `status` fits your order statuses. An invoice waits for no status.",
      ],
      entries: entriesOf("head", {
        number: ["Number", "`ordernumber_full` or `invoicenumber_full`."],
        date: ["Date", "`create_date`, in Dutch time, or the day of payment if you set so."],
        total: ["Total", "`total_price`, plus `total_tax` when `taxes_included` is off."],
        currency: ["Currency", "`currency`, only euros."],
        country: [
          "Delivery country",
          "`country_code` of the delivery address, else the billing address, else the home country. When picked up (`deliver_method`) the home country.",
        ],
        icp: [
          "ICP",
          "`is_intra_community_order`. Without VAT, and with a VAT number that is checked at VIES.",
        ],
        international: [
          "International",
          "No ICP, `total_tax` is 0 and the delivery is outside the EU. With VAT that is an error. Without VAT to an EU country is no export; that country needs a rate of 0%.",
        ],
        order: [
          "Order of an invoice",
          "`order`. It gives payment method and pick-up; without it the payment method is `default`.",
        ],
      }),
    },
    {
      id: "paymethod",
      title: "The payment method",
      paragraphs: [
        "The first that fits `paymethod` counts. Capitals and hyphens don't. “AfterPay Invoice” is therefore `banktransfer`, “Bancontact” `default`. Such a general name can have a fixed debtor of yours too.",
      ],
      points: [
        "a name of your settings;",
        "with `transfer`, `bank`, `invoice` or `rekening` in it: `banktransfer`;",
        "`ideal`, `paypal` or `afterpay`: that name;",
        "`mister` and `cash`: `mistercash`;",
        "`credit` and `card`, or `maestro`, `visa` or `mastercard`: `creditcard`;",
        "otherwise: `default`.",
      ],
    },
    {
      id: "rows",
      title: "The lines",
      paragraphs: [],
      entries: entriesOf("rows", {
        product: ["Product", "`product_name`; number `sub_product_number`, else `product_number`."],
        price: [
          "Price",
          "Order: `selling_price`, or `price_with_attributes` when chosen options cost something. Invoice: `price_with_attributes`.",
        ],
        discount: [
          "Discount on the line",
          "The difference to `price_without_discount` (invoice: `price_without_discount_with_attributes`). It is in the price already.",
        ],
        amount: [
          "Amount",
          "Price × `count`, rounded to cents once; half a cent goes away from zero.",
        ],
        vat: [
          "VAT percentage",
          "`tax`; a number between 0 and 1 counts times 100. Always 0% for ICP and International, also for the costs.",
        ],
        basis: [
          "Including or excluding VAT",
          "`order_row_taxes_included` or `invoice_row_taxes_included`, also for costs and discounts. Including, the VAT is amount × percentage / (100 + percentage); excluding, it comes on top.",
        ],
        international: [
          "International, including VAT",
          "The VAT that was not charged is taken out of the price: price / (1 + percentage / 100).",
        ],
        account: [
          "VAT code and account",
          "From your settings, by delivery country, percentage and kind: revenue, shipping costs or payment costs. A product rule goes first.",
        ],
      }),
    },
    {
      id: "charges",
      title: "Costs, surcharges and discounts",
      paragraphs: ["An amount of 0 makes no line."],
      entries: entriesOf("charges", {
        shipping: ["Shipping costs", "`total_shipping`, with `shipping_tax_percentage`."],
        payment: [
          "Payment costs",
          "`paymethod_costs` plus `extra_payment_option_price`. Order: the highest percentage you have set for the delivery country. Invoice: that of the shipping costs, or when it is 0 the highest of the lines. Without VAT in the lines (margin, small business scheme) 0%, on an invoice only if there is no VAT at all.",
        ],
        extra: [
          "Surcharge",
          "`extra_costs`, as “Extra” with `extra_costs_description`. The highest percentage of the lines, on the revenue account.",
        ],
        points: [
          "Credit points",
          "`credit_point_discount`, with the sign as sent, like a surcharge.",
        ],
        discount: [
          "Discount on the whole",
          "`discounts`, else `total_discounts`. Spread over the percentages in proportion to the lines, on their revenue account.",
        ],
      }),
    },
    {
      id: "sum",
      title: "Does it add up?",
      paragraphs: [
        "Lines, costs and surcharges minus discounts must make up the total. If that only fits with the other price, without the discount, with credit points turned, or for International with the VAT taken out of the costs too or out of nothing, it is booked so.",
        "Rounding may cost about half a cent per line, up to your largest rounding difference; more is an error. In a financial entry it goes without VAT to the account for rounding differences, else to the largest line.",
        "The VAT of the lines is made equal to `total_tax`: at most one cent per line and five in all. If it differs more, there is a warning or an error, as you choose.",
      ],
    },
    {
      id: "credit",
      title: "Credit invoices",
      paragraphs: [
        "An invoice with `credit` as its `type` goes like any other. Negative amounts are booked as they are, positive ones turned.",
      ],
    },
    {
      id: "customer",
      title: "The customer",
      paragraphs: ["From `customer`, with `deliveryaddress` and `billingaddress`."],
      entries: entriesOf("customer", {
        name: ["Name", "`company`, and `first_name` with `last_name`, else `full_name`."],
        address: [
          "Address",
          "`street`, else `address_line_1` or `address_line_2`; `housenumber`, `housenumber_suffix`, `zipcode`, `city`, `country_code`.",
        ],
        other: ["Further", "`email`, `telephone`, `kvk` and `btw`."],
      }),
    },
  ],
};
