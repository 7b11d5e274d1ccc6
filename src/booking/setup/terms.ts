/** The terms an owner accepts before the first document is booked (manual chapter 4). A changed text needs a new version. */

export const TERMS_VERSION = "2026-11-01";

export const TERMS_TEXT = [
  "General terms of the connection between CCV Shop and King/iMUIS",
  "",
  "1. These terms are based on the general ICT terms of the Dutch trade organisation and on the General Data Protection Regulation.",
  "2. The connection reads orders, invoices and what belongs to them from the web shop and books them in the owner's administration.",
  "3. It does not replace an accountant. The owner checks what is booked and remains responsible for the administration and for tax returns.",
  "4. The trial period ends on the first day of the month after the request.",
  "5. Personal data of the shop's customers is processed only to book their orders and invoices, on the owner's behalf and instruction.",
  "6. Credentials are stored encrypted and are erased when the app is removed from the shop. What was booked stays visible for as long as the law demands.",
  "7. The owner can stop the connection at any time, in the dashboard or by removing the app from the shop.",
].join("\n");
