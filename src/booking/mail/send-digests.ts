import type { InstallationRepository } from "../repositories.ts";
import { dutchHour } from "./dutch-hour.ts";
import { type NotifyDependencies, sendToOwners } from "./notify.ts";
import { recipientsOf, shopNameOf } from "./recipients.ts";
import type { DigestFigures, DigestRepository } from "./repositories.ts";
import { dailyDigest } from "./texts.ts";

/** The daily digest at 07:00 Dutch time, for installations with something new. */

const DIGEST_HOUR = 7;

/** Installations looked at in one round trip. */
const PAGE = 100;

export interface DigestDependencies extends NotifyDependencies {
  readonly digests: DigestRepository;
  readonly installations: Pick<InstallationRepository, "page">;
  now(): number;
}

function hasNews({ errors, unknowns, warnings, newlyWaiting }: DigestFigures): boolean {
  return errors + unknowns + warnings + newlyWaiting > 0;
}

/** Sends what is due at the time of a cron firing; every firing of the hour may be the first that comes through. */
export async function sendDigests(deps: DigestDependencies, firedAt: number): Promise<void> {
  const { date, hour } = dutchHour(firedAt);
  if (hour !== DIGEST_HOUR) return;
  let after = "";
  for (;;) {
    const page = await deps.installations.page("active", after, PAGE);
    const figures = await deps.digests.figures(
      page.map(({ id }) => id),
      Math.max(firedAt, deps.now()),
    );
    for (const [index, installation] of page.entries()) {
      const found = figures[index];
      if (found === undefined || !hasNews(found)) continue;
      if ((await recipientsOf(deps.access, installation)).length === 0) continue;
      if (!(await deps.digests.claim(installation.id, date, deps.now()))) continue;
      const facts = { figures: found, shop: shopNameOf(installation), url: deps.publicUrl };
      await sendToOwners(deps, installation, dailyDigest(facts));
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}
