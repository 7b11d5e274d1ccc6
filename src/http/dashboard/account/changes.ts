/** What differs between two configurations: one line per setting, with its value before and after. */

export interface ChangedSetting {
  /** Path in the configuration, `vat.countries.DE.19.vatCode`. */
  readonly setting: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What names an entry of a list stands in its path already. */
const NAMES = new Set([
  "country",
  "percentage",
  "validFrom",
  "name",
  "productNumber",
  "productType",
]);

/** Entries of a list are named by what tells them apart, so that one added country doesn't change all others. */
function nameOf(entry: unknown, index: number): string {
  if (typeof entry !== "object" || entry === null) return String(index);
  const { country, percentage, validFrom, name, productNumber, productType } = entry as Record<
    string,
    unknown
  >;
  const parts = [country, percentage, validFrom, name, productNumber, productType];
  const words = parts.filter((part) => typeof part === "string" && part !== "");
  return words.length === 0 ? String(index) : words.join(" ");
}

function withoutNames(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null) return entry;
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !NAMES.has(name)));
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      flatten(withoutNames(entry), `${path}.${nameOf(entry, index)}`, into);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      flatten(entry, path === "" ? name : `${path}.${name}`, into);
    }
  } else if (value !== null && value !== undefined) {
    into.set(path, typeof value === "string" ? value : JSON.stringify(value));
  }
}

export function changedSettings(before: unknown, after: unknown): readonly ChangedSetting[] {
  const former = new Map<string, string>();
  const latter = new Map<string, string>();
  flatten(before, "", former);
  flatten(after, "", latter);
  const paths = [...new Set([...former.keys(), ...latter.keys()])];
  return paths
    .filter((path) => former.get(path) !== latter.get(path))
    .map((setting) => ({
      setting,
      before: former.get(setting) ?? null,
      after: latter.get(setting) ?? null,
    }));
}
