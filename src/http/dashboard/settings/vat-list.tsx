import {
  EU_COUNTRY_CODES,
  EU_VAT_RATES,
  EU_VAT_RATES_AS_OF,
} from "../../../domain/eu-vat-rates.ts";
import type { HttpContext } from "../../context.ts";
import { date, percentage } from "../format.ts";
import { Notice } from "../parts/notice.tsx";
import { countryName } from "./country-name.ts";
import type { Fields } from "./settings.ts";

/** All EU countries with what is set for them, then ICP and International; the home country and what is set stand first. */

interface Props {
  readonly c: HttpContext;
  readonly fields: Fields;
  /** `/setup/vat` or `/configuration/vat`. */
  readonly path: string;
}

interface Entry {
  readonly area: string;
  readonly name: string;
  readonly set: readonly string[];
  readonly official: readonly string[];
  readonly hint: string | null;
}

function countryEntries({ c, fields }: Props): readonly Entry[] {
  const { language, texts } = c.get("view");
  const known = fields.vat?.countries ?? [];
  const codes = [...new Set([...EU_COUNTRY_CODES, ...known.map(({ country }) => country)])];
  const entries = codes.map((area) => ({
    area,
    name: countryName(area, language),
    set: (known.find(({ country }) => country === area)?.rates ?? []).map((rate) =>
      percentage(rate.percentage),
    ),
    official: (EU_VAT_RATES[area] ?? []).map(percentage),
    hint: area === fields.homeCountry ? texts.settings.vat.home : null,
  }));
  const rank = ({ area, set }: Entry) => (area === fields.homeCountry ? 0 : set.length > 0 ? 1 : 2);
  return entries.sort(
    (left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name, language),
  );
}

function zeroEntries({ c, fields }: Props): readonly Entry[] {
  const { vat: text } = c.get("view").texts.settings;
  return (["icp", "international"] as const).map((area) => ({
    area,
    name: text.areas[area],
    set: fields.vat?.[area] ? [`${text.vatCode} ${fields.vat[area]?.vatCode}`] : [],
    official: [],
    hint: null,
  }));
}

export function VatList(props: Props) {
  const { vat: text } = props.c.get("view").texts.settings;
  return (
    <>
      <p>{text.lead}</p>
      <SharedCodes {...props} />
      <table class="list vat">
        <thead>
          <tr>
            <th scope="col">{text.country}</th>
            <th scope="col">{text.set}</th>
            <th scope="col">{text.official}</th>
            <th scope="col">
              <span class="hidden">{props.c.get("view").texts.common.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...countryEntries(props), ...zeroEntries(props)].map((entry) => (
            <EntryRow {...props} entry={entry} />
          ))}
        </tbody>
      </table>
      <p class="hint">
        {text.asOf} {date(EU_VAT_RATES_AS_OF)}.
      </p>
    </>
  );
}

/** A code of the home country that another country uses too. */
function SharedCodes({ c, fields }: Props) {
  const { texts, language } = c.get("view");
  const countries = fields.vat?.countries ?? [];
  const users = new Map<number, Set<string>>();
  for (const { country, rates } of countries) {
    for (const { vatCode } of rates) {
      users.set(vatCode, (users.get(vatCode) ?? new Set<string>()).add(country));
    }
  }
  const home = fields.homeCountry ?? "";
  return [...users]
    .filter(([code, used]) => code !== 0 && used.size > 1 && used.has(home))
    .map(([code, used]) => (
      <Notice kind="warn">
        {texts.settings.vat.sharedCode(
          code,
          [...used].map((country) => countryName(country, language)).join(", "),
        )}
      </Notice>
    ));
}

function EntryRow({ c, path, entry }: Props & { readonly entry: Entry }) {
  const { texts } = c.get("view");
  const { vat: text } = texts.settings;
  const isSet = entry.set.length > 0;
  return (
    <tr class={isSet ? "set" : undefined}>
      <th scope="row">
        {entry.name} {entry.hint === null ? null : <span class="tag">{entry.hint}</span>}
      </th>
      <td data-label={text.set}>
        {isSet ? entry.set.join(" · ") : <span class="soft">{text.notSet}</span>}
      </td>
      <td data-label={text.official} class="soft">
        {entry.official.join(" · ")}
      </td>
      <td class="act">
        <a
          class={isSet ? "button blue small" : "button small"}
          href={`${path}/${entry.area}`}
          aria-label={`${isSet ? texts.common.edit : text.setUp}: ${entry.name}`}
        >
          {isSet ? texts.common.edit : text.setUp}
        </a>
      </td>
    </tr>
  );
}
