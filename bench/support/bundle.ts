import { askWrangler } from "../../scripts/support/wrangler.ts";

/** Size of a Worker as a deployment would build it. */

export interface BundleSize {
  readonly kib: number;
  readonly gzipKib: number;
}

export function measureBundle(options: readonly string[] = ["--env", "production"]): BundleSize {
  const { ok, output } = askWrangler(["deploy", "--dry-run", ...options]);
  const size = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(output);
  if (!ok || size === null) throw new Error(`The Worker could not be built.\n${output}`);
  return { kib: Number(size[1]), gzipKib: Number(size[2]) };
}
