import type { ShopDocument } from "../domain/document.ts";

/**
 * Fingerprint of everything about a document that the books depend on. Where it stands in the shop (status, paid) is left
 * out: that changes in the ordinary course of an order.
 */
export async function sourceHash(document: ShopDocument): Promise<string> {
  const { orderStatus: _status, paid: _paid, completed: _completed, ...lasting } = document;
  const bytes = new TextEncoder().encode(JSON.stringify(lasting));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
