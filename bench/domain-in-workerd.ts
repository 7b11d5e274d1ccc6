/** `npm run bench:domain`: only the transformation of the whole bench. */
import { transformRows } from "./measure-transform.ts";
import { startParts } from "./support/parts.ts";
import { printHead, printRows } from "./support/table.ts";

const parts = await startParts();
try {
  const rows = await transformRows(parts, process.argv.includes("--quick"));
  printHead();
  printRows(rows);
} finally {
  await parts.close();
}
