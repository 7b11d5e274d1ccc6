import { Hono } from "hono";

import { CcvError } from "../ccv-shop/errors.ts";
import type { Control } from "./control.ts";

/** The control object over HTTP: `POST /control/<group>/<command>` with the argument as JSON, answered as JSON. */

type Command = (input: unknown) => unknown;

export function controlRoutes(control: Control): Hono {
  const commands = listCommands(control);
  const app = new Hono();
  app.get("/", (context) => context.json({ commands: [...commands.keys()] }));
  app.on(["GET", "POST"], "/:group/:command", async (context) => {
    const name = `${context.req.param("group")}/${context.req.param("command")}`;
    const command = commands.get(name);
    if (!command) return context.json({ error: `No command ${name}` }, 404);
    const text = context.req.method === "POST" ? await context.req.text() : "";
    const query = Object.fromEntries(new URL(context.req.url).searchParams);
    try {
      const input: unknown = text === "" ? query : JSON.parse(text);
      return Response.json((await command(input)) ?? null);
    } catch (error) {
      return context.json({ error: String(error) }, error instanceof CcvError ? 404 : 400);
    }
  });
  return app;
}

function listCommands(control: Control): Map<string, Command> {
  const groups = Object.entries(control) as [string, Record<string, Command>][];
  return new Map(
    groups.flatMap(([group, commands]) =>
      Object.entries(commands).map(([name, command]): [string, Command] => [
        `${group}/${name}`,
        command,
      ]),
    ),
  );
}
