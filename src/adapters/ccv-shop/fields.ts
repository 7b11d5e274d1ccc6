/**
 * The kinds of fields in CCV's JSON. CCV writes empty strings for null, ids as numbers or numeric text, and leaves fields
 * out (ccvshop.md 4.2 to 4.5); these read all of that. What a field must be is said by the schemas.
 */
import { z } from "zod";

import type { DecimalText } from "../../domain/document.ts";
import { toDecimalText } from "./decimal.ts";
import { parseInstant } from "./dutch-date.ts";

/** Optional, so that a field that is left out reaches the transformation like one that is null. */
const anything = z.unknown().optional();

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Anything that is no text or number counts as empty (reading A44). */
export const text = anything.transform((value): string => {
  if (typeof value === "string") return value.trim();
  return typeof value === "number" ? String(value) : "";
});

export const requiredDecimal = anything.transform((value, context): DecimalText => {
  const decimal = toDecimalText(value);
  if (decimal !== null) return decimal;
  context.addIssue({ code: "custom", message: "is not a number" });
  return z.NEVER;
});

export const optionalDecimal = anything.transform((value, context): DecimalText | null => {
  if (isAbsent(value)) return null;
  const decimal = toDecimalText(value);
  if (decimal !== null) return decimal;
  context.addIssue({ code: "custom", message: "is not a number" });
  return z.NEVER;
});

/** Absent means zero: for amounts that a document may lack. */
export const amount = optionalDecimal.transform((decimal): DecimalText => decimal ?? "0");

export const requiredId = anything.transform((value, context): string => {
  const id = readId(value);
  if (id !== null) return id;
  context.addIssue({ code: "custom", message: "is not an id" });
  return z.NEVER;
});

export const optionalId = anything.transform((value): string | null => readId(value));

function readId(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === "string" && /^\d+$/.test(value) ? value : null;
}

/** Flags that decide how amounts are read have no default. */
export const requiredFlag = anything.transform((value, context): boolean => {
  const flag = readFlag(value);
  if (flag !== null) return flag;
  context.addIssue({ code: "custom", message: "is not true or false" });
  return z.NEVER;
});

export function flagOr(absent: boolean): z.ZodType<boolean> {
  return anything.transform((value): boolean => readFlag(value) ?? absent);
}

function readFlag(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === "1" || value === "true") return true;
  return value === 0 || value === "0" || value === "false" ? false : null;
}

export const requiredInstant = anything.transform((value, context): Date => {
  const instant = typeof value === "string" ? parseInstant(value) : null;
  if (instant !== null) return instant;
  context.addIssue({ code: "custom", message: "is not a time" });
  return z.NEVER;
});

/** An object that CCV may leave out, send as null or, as PHP does with empty ones, as a list. */
export function objectOrEmpty<Schema extends z.ZodType>(schema: Schema): z.ZodPreprocess<Schema> {
  return z.preprocess((value) => (isObject(value) ? value : {}), schema);
}
