import type { Child } from "hono/jsx";

/** A message about what happened; bad ones are read out at once, the others when there is time. */
export function Notice(props: {
  readonly kind: "good" | "bad" | "warn" | "info";
  readonly children?: Child;
}) {
  const { kind, children } = props;
  return (
    <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** What a list shows when it has nothing. */
export function Empty({ children }: { readonly children?: Child }) {
  return <p class="empty">{children}</p>;
}
