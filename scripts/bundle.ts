/** Builds the Worker as a deployment would, prints its size and fails above the limit. */
import { askWrangler } from "./support/wrangler.ts";

/** Start-up time follows the size; Cloudflare ends a start after a second. Measured when set: 272 KiB. */
const LIMIT_KIB = 300;

const { ok, output } = askWrangler(["deploy", "--dry-run", "--env", "production"]);
const size = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(output);
if (!ok || size === null) {
  console.error(output);
  throw new Error("The Worker could not be built.");
}
const gzipKib = Number(size[2]);
console.log(`Worker: ${size[1]} KiB, ${gzipKib} KiB with gzip; the limit is ${LIMIT_KIB} KiB.`);
if (gzipKib > LIMIT_KIB) process.exitCode = 1;
