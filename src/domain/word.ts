/** Puts figures into a text: `{total}` becomes the figure of that name, `""` when it is not known. */
export function fillIn(text: string, figures: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/gu, (_, name: string) => figures[name] ?? "");
}
