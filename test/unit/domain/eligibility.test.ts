import { describe, test } from "vitest";

import { describeOpen, describeSkipped } from "../../../src/domain/booking-error.ts";
import { OPEN_REASONS, SKIPPED_REASONS } from "../../../src/domain/codes.ts";
import { draftOf, invoice, order, stepCodes, verdict } from "./fixtures.ts";

describe("orders wait", () => {
  test("until the checkout is finished, also for a person", ({ expect }) => {
    const document = order({ completed: false });
    expect(verdict(document)).toMatchObject({ kind: "open", reason: "NOT_COMPLETED" });
    expect(verdict(document, {}, { byPerson: true })).toMatchObject({ reason: "NOT_COMPLETED" });
  });

  test("until they are paid, also for a person", ({ expect }) => {
    const document = order({ paid: false });
    expect(verdict(document)).toMatchObject({ kind: "open", reason: "NOT_PAID" });
    expect(verdict(document, {}, { byPerson: true })).toMatchObject({ reason: "NOT_PAID" });
  });

  test("when cancelled, until a person books them", ({ expect }) => {
    const document = order({ orderStatus: 8 });
    expect(verdict(document)).toMatchObject({ kind: "open", reason: "CANCELLED" });
    const draft = draftOf(document, { orderStatuses: [6] }, { byPerson: true });
    expect(stepCodes(draft)).toContain("cancelledByPerson");
  });

  test("in a status that is not chosen", ({ expect }) => {
    const settings = { orderStatuses: [5, 6] };
    expect(verdict(order({ orderStatus: 2 }), settings)).toMatchObject({
      kind: "open",
      reason: "STATUS_NOT_SELECTED",
      detail: "2",
    });
    expect(verdict(order({ orderStatus: 6 }), settings).kind).toBe("book");
    expect(verdict(order({ orderStatus: null }), settings).kind).toBe("open");
    expect(verdict(order({ orderStatus: 2 }), { orderStatuses: [] }).kind).toBe("book");
  });

  test("unfinished before cancelled before unpaid before status", ({ expect }) => {
    const document = order({ completed: false, orderStatus: 8, paid: false });
    const settings = { orderStatuses: [1] };
    const reasonOf = (found: ReturnType<typeof verdict>) => ("reason" in found ? found.reason : "");
    expect(reasonOf(verdict(document, settings))).toBe("NOT_COMPLETED");
    expect(reasonOf(verdict({ ...document, completed: true }, settings))).toBe("CANCELLED");
    const open = { ...document, completed: true, orderStatus: 2 };
    expect(reasonOf(verdict(open, settings))).toBe("NOT_PAID");
  });
});

test("invoices are booked whatever their status", ({ expect }) => {
  const document = invoice({ orderStatus: 8, completed: false, paid: false });
  expect(verdict(document, { orderStatuses: [1] }).kind).toBe("book");
});

describe("the start date", () => {
  const settings = { startDate: "2023-03-02" };

  test("skips what is dated before it, and only that", ({ expect }) => {
    expect(verdict(order(), settings)).toEqual({
      kind: "skipped",
      reason: "BEFORE_START_DATE",
      detail: "2023-03-01",
    });
    expect(verdict(order({ createdOn: "2023-03-02" }), settings).kind).toBe("book");
  });

  test("is overridden by a person and by a backfill", ({ expect }) => {
    expect(verdict(order(), settings, { byPerson: true }).kind).toBe("book");
    expect(verdict(order(), settings, { ignoreStartDate: true }).kind).toBe("book");
  });
});

test("a backfill is no person: a cancelled order keeps waiting", ({ expect }) => {
  const found = verdict(order({ orderStatus: 8 }), {}, { ignoreStartDate: true });
  expect(found).toMatchObject({ reason: "CANCELLED" });
});

describe("reasons", () => {
  test.for(OPEN_REASONS)("%s is worded in both languages", (reason, { expect }) => {
    const english = describeOpen(reason, "X", "en");
    const dutch = describeOpen(reason, "X", "nl");
    expect(english.message).not.toBe(dutch.message);
    expect(`${english.message}${dutch.message}${english.help}`).not.toContain("{");
    expect(english.transient).toBe(dutch.transient);
  });

  test.for(SKIPPED_REASONS)("%s is worded in both languages", (reason, { expect }) => {
    const english = describeSkipped(reason, "X", "en");
    expect(english.message).not.toBe(describeSkipped(reason, "X", "nl").message);
    expect(english.help).not.toContain("{");
    expect(english.transient).toBe(false);
  });

  test("name their figures", ({ expect }) => {
    expect(describeOpen("VIES_UNAVAILABLE", "MS_UNAVAILABLE", "nl").message).toBe(
      "VIES gaf geen antwoord over het btw-nummer (MS_UNAVAILABLE).",
    );
    expect(describeSkipped("BEFORE_START_DATE", "2023-03-01", "en").message).toBe(
      "The document is dated 2023-03-01, before the start date.",
    );
  });
});
