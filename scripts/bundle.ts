/** Builds the Worker as a deployment would, prints its size and fails above the limit; start-up time follows the size. */
import { LIMITS } from "../bench/limits.ts";
import { measureBundle } from "../bench/support/bundle.ts";

const { kib, gzipKib } = measureBundle();
const limit = LIMITS.bundleGzipKibibytes;
console.log(`Worker: ${kib} KiB, ${gzipKib} KiB with gzip; the limit is ${limit} KiB.`);
if (gzipKib > limit) process.exitCode = 1;
