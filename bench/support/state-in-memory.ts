import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";

const MEMORY = "/dev/shm";

/**
 * Keeps what the simulators of D1 and of objects write in memory where the machine has such a folder: how long its disk takes to
 * sync says nothing of the product, and the floors pay it like the product. Says where the state lies.
 */
export function keepStateInMemory(): "memory" | "disk" {
  try {
    accessSync(MEMORY, constants.W_OK);
  } catch {
    return "disk";
  }
  const folder = mkdtempSync(`${MEMORY}/bench-`);
  process.env["TMPDIR"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return "memory";
}
