import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/**
 * Every function of a repository takes the installation first, so that a query without it cannot be written by mistake.
 * What cannot know it yet, is nobody's, or is of all shops by design stands here with its reason.
 */

const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "it finds out which installation is meant": [
    "InstallationRepository.findByApiPublic",
    "InstallationRepository.findByApiRoot",
    "InstallationRepository.findByWebShop",
    "InstallationRepository.findByWebhookToken",
    "AccessRepository.findToken",
    "AccessRepository.findSession",
    "PasswordResetRepository.find",
  ],
  "what is stored names its installation itself": [
    "InstallationRepository.create",
    "InstallationRepository.merge",
    "AccessRepository.createSession",
    "AccessRepository.createToken",
    "TicketRepository.create",
    "MailRepository.keep",
    "AlertRepository.turnedRed",
    "AlertRepository.turnedGreen",
    ...[
      "proceed",
      "clear",
      "openForCopies",
      "close",
      "copy",
      "agrees",
      "arrive",
      "empty",
      "reopen",
    ].map((name) => `MoveRepository.${name}`),
  ],
  "a login, a session or a counter belongs to no installation": [
    "AccessRepository.findAccount",
    "AccessRepository.findAccountByEmail",
    "AccessRepository.createAccount",
    "AccessRepository.link",
    "AccessRepository.linkedInstallations",
    "AccessRepository.problemsSeen",
    "AccessRepository.markProblemsSeen",
    "AccessRepository.touchSession",
    "AccessRepository.chooseInstallation",
    "AccessRepository.deleteSession",
    "AccessRepository.touchToken",
    "AccessRepository.countFailure",
    "AccessRepository.failures",
    "PasswordResetRepository.create",
    "PasswordResetRepository.countSince",
    "PasswordResetRepository.redeem",
  ],
  "cron and the operator look over all shops": [
    "InstallationRepository.page",
    "InstallationRepository.refusedDeliveries",
    "DocumentRepository.due",
    "MoveRepository.waiting",
    "CronRepository.begin",
    "CronRepository.keepDeadLetter",
    "RetentionRepository.eraseLogs",
    "MailRepository.markSent",
    "MailRepository.markFailed",
    "MailRepository.due",
    "AlertRepository.claimDaily",
    "HealthRepository.read",
    "SetUpRepository.allInstallations",
    "SetUpRepository.lookBeforeCreateSince",
    "SetUpRepository.errorCauses",
    "TicketRepository.listAll",
    "TicketRepository.answer",
  ],
};

const INTERFACE = /export interface (\w+Repository)[^{]*\{\n([\s\S]*?)\n\}/g;
const METHOD = /^ {2}(\w+)\(\s*(\w*)/gm;

interface Method {
  readonly name: string;
  readonly first: string;
}

function methods(): readonly Method[] {
  const files = readdirSync("src/booking", { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => Array.from(readFileSync(`src/booking/${file}`, "utf8").matchAll(INTERFACE)))
    .flatMap(([, repository = "", body = ""]) =>
      [...body.matchAll(METHOD)].map(([, method = "", first = ""]) => ({
        name: `${repository}.${method}`,
        first,
      })),
    );
}

/** In the repository of installations their own id is the installation. */
const isFirst = ({ name, first }: Method): boolean =>
  first === "installationId" || (name.startsWith("InstallationRepository.") && first === "id");

test("every function of a repository takes the installation first, or says why not", () => {
  const all = methods();
  expect(all.length).toBeGreaterThan(80);
  const known = new Set(Object.values(EXCEPTIONS).flat());
  const unexplained = all.filter((method) => !isFirst(method) && !known.has(method.name));
  expect(unexplained.map(({ name }) => name)).toEqual([]);
});
