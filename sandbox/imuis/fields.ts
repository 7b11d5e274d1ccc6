import { toScaled } from "../shared/decimal.ts";
import { refuse } from "./refusal.ts";
import { dayText, isoDay } from "./values.ts";

/** Fields of the tables: their kinds and lengths, and the check of a value on its way in. */

export type FieldKind = "text" | "number" | "decimal" | "money" | "price" | "date" | "flag";

export interface Field {
  name: string;
  kind: FieldKind;
  /** Characters, or digits of a number. */
  length: number;
  /** Computed by iMUIS: can be read, not sent. */
  readOnly: boolean;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  C: "text",
  N: "number",
  Q: "decimal",
  M: "money",
  P: "price",
  D: "date",
  B: "flag",
};

/** Reads a compact list such as `ZKSL:C20 NR:N8 SALDO:M-`; a minus marks what is read-only. */
export function fields(list: string): ReadonlyMap<string, Field> {
  const entries = list.split(/\s+/).map((text): [string, Field] => {
    const match = /^(\w+):([CNQMPDB])(\d*)(-?)$/.exec(text);
    const [, name, kind, length, minus] = match ?? [];
    if (!name || !kind) throw new Error(`Malformed field ${text}`);
    const size = length ? Number(length) : 99;
    return [name, { name, kind: KINDS[kind] ?? "text", length: size, readOnly: minus === "-" }];
  });
  return new Map(entries);
}

export type LongValues = "refuse" | "cut";

/** The value as it is kept. Wrong notation is refused; too long is refused or cut, which is not documented. */
export function accept(field: Field, text: string, longValues: LongValues): string {
  if (text === "") return "";
  switch (field.kind) {
    case "text":
      return acceptText(field, text, longValues);
    case "number":
      return matched(field, text, new RegExp(`^-?\\d{1,${field.length}}$`));
    case "decimal":
      return matched(field, text, /^-?\d{1,10}(\.\d{1,4})?$/);
    case "money":
      return matched(field, text, /^-?\d{1,12}(\.\d{2})?$/);
    case "price":
      return matched(field, text, /^-?\d{1,12}(\.\d{1,4})?$/);
    case "flag":
      return matched(field, text, /^[JN]$/);
    case "date": {
      const iso = isoDay(text);
      return iso === null ? refuse(`Ongeldige datum in veld ${field.name}: ${text}`) : dayText(iso);
    }
  }
}

function acceptText(field: Field, text: string, longValues: LongValues): string {
  if (text.length <= field.length) return text;
  if (longValues === "cut") return text.slice(0, field.length);
  return refuse(
    `Waarde te lang voor veld ${field.name} (maximaal ${field.length} tekens): ${text}`,
  );
}

function matched(field: Field, text: string, pattern: RegExp): string {
  return pattern.test(text) ? text : refuse(`Ongeldige waarde in veld ${field.name}: ${text}`);
}

/** Something that sorts and compares as the column does. */
export function comparable(field: Field, text: string): string | number {
  switch (field.kind) {
    case "number":
    case "decimal":
    case "money":
    case "price":
      return /^-?\d+(\.\d+)?$/.test(text) ? toScaled(text, 4) : Number.NaN;
    case "date":
      return isoDay(text) ?? "";
    case "text":
    case "flag":
      return text.trimEnd().toLowerCase();
  }
}
