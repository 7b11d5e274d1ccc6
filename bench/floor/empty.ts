import { Hono } from "hono";

/** What every Worker of this kind weighs at least. */
const app = new Hono();
app.get("/health", (c) => c.json({ status: "ok" }));

export default app;
