/** A configuration that fits the sandbox's administration 2000 and the worked cases of test/golden. */

type Rate = readonly [
  percentage: string,
  vatCode: number,
  revenue: number,
  shipping: number,
  payment: number,
];

function rate([percentage, vatCode, revenue, shipping, payment]: Rate): Record<string, unknown> {
  return { percentage, vatCode, accounts: { revenue, shipping, payment } };
}

function country(code: string, ...rates: Rate[]): Record<string, unknown> {
  return { country: code, rates: rates.map(rate) };
}

export const EXAMPLE_CONFIGURATION = {
  source: "orders",
  target: "journal",
  homeCountry: "NL",
  vatNumber: "NL810755610B01",
  startDate: "2020-01-01",
  journal: 41,
  offsetAccount: 2975,
  roundingAccount: 4990,
  vat: {
    countries: [
      country(
        "NL",
        ["21", 2, 8000, 8090, 8095],
        ["9", 1, 8006, 8096, 8097],
        ["0", 3, 8010, 8098, 8099],
      ),
      country("DE", ["19", 51, 8100, 8190, 8195], ["7", 52, 8106, 8196, 8197]),
      country("GR", ["24", 61, 8110, 8191, 8192], ["13", 62, 8116, 8193, 8194]),
      country("FI", ["25.5", 71, 8120, 8198, 8199]),
    ],
    icp: { vatCode: 5, accounts: { revenue: 8400, shipping: 8490, payment: 8495 } },
    international: { vatCode: 6, accounts: { revenue: 8500, shipping: 8590, payment: 8595 } },
  },
  debtorDefaults: { paymentCondition: 30, controlAccount: 1300 },
} as const;
