import { DOCUMENT_STATUSES, WARNING_CODES } from "../../domain/codes.ts";
import { dateSchema, instantSchema, z } from "./api.ts";

/** The shapes of documents in answers, and what a caller sends about them. */

const PAGE_LIMIT = 200;
const PAGE_DEFAULT = 50;
const SEARCH_MAX_CHARACTERS = 200;
const REASON_MAX_CHARACTERS = 1_000;

/** `order` or `invoice`, in a path or a body. */
export const kindSchema = z.enum(["order", "invoice"]);

/** Ids are whole numbers in the shop; anything else can't be one of its documents. */
export const documentParams = z.object({
  kind: kindSchema,
  sourceId: z.string().regex(/^\d{1,18}$/, "must be a number"),
});

const amountSchema = z.string().openapi({ example: "50.08" });

export const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  detail: z.string(),
  help: z.string(),
  transient: z.boolean(),
});
export const warningSchema = z.object({ code: z.enum(WARNING_CODES), message: z.string() });

const itemShape = {
  kind: kindSchema,
  sourceId: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  customer: z.string().nullable(),
  total: amountSchema.nullable(),
  currency: z.string().nullable(),
  status: z.enum(DOCUMENT_STATUSES),
  receivedAt: instantSchema,
  processedAt: instantSchema.nullable(),
  imuisReference: z.string().nullable(),
  error: errorSchema.nullable(),
  reason: z.string().nullable(),
  warnings: z.array(warningSchema),
};

export const documentSchema = z.object(itemShape).openapi("Document");

export const documentDetailSchema = z
  .object({
    ...itemShape,
    booking: z.unknown(),
    trace: z.unknown(),
    history: z.array(z.looseObject({ at: z.string(), event: z.string() })),
    vatEvidence: z.unknown(),
    overrides: z.unknown(),
    linkedTo: z.string().nullable(),
    nextCheckAt: instantSchema.nullable(),
  })
  .openapi("DocumentDetail");

export const documentListSchema = z
  .object({ items: z.array(documentSchema), nextCursor: z.string().nullable() })
  .openapi("DocumentList");

/** Empty parameters are those of an empty form field. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** A cursor that we made: anything else would start at the beginning again and never end. */
function isCursor(text: string): boolean {
  try {
    const parts: unknown = JSON.parse(atob(text));
    return Array.isArray(parts) && parts.length === 3;
  } catch {
    return false;
  }
}

export const listQuery = z.object({
  from: optional(dateSchema),
  to: optional(dateSchema),
  search: optional(z.string().max(SEARCH_MAX_CHARACTERS)),
  code: optional(z.string().regex(/^[A-Z_]{1,60}$/, "must be a code")),
  limit: optional(z.coerce.number().int().min(1).max(PAGE_LIMIT)).transform(
    (limit) => limit ?? PAGE_DEFAULT,
  ),
  cursor: optional(z.string().max(500).refine(isCursor, "is no cursor of ours")),
});

export const processSchema = z.object({
  bookingDate: dateSchema.optional(),
  acceptVatNumber: z
    .object({ reason: z.string().trim().min(1).max(REASON_MAX_CHARACTERS) })
    .optional(),
});
export const dismissSchema = z.object({
  reason: z.string().trim().min(1).max(REASON_MAX_CHARACTERS),
});
export const resolveSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("booked"),
    reference: z.string().trim().min(1).max(100).optional(),
  }),
  z.object({ outcome: z.literal("not-booked") }),
]);
export const statusAnswerSchema = z.object({ status: z.enum(DOCUMENT_STATUSES) });
