import type { HttpContext } from "../../context.ts";

/** Stop and resume, each asked twice: the second question is a page of its own, so that it needs no script. */
export function StopPanel({ c, asks }: { readonly c: HttpContext; readonly asks: boolean }) {
  const { stop: text } = c.get("view").texts.profile;
  const { common } = c.get("view").texts;
  const { state } = c.get("installation");
  if (state === "new" || state === "uninstalled") return null;
  const isStopped = state === "stopped";
  const words = isStopped
    ? {
        title: text.resumeTitle,
        lead: text.resumeLead,
        button: text.resume,
        sure: text.resumeSure,
        sureButton: text.resumeSureButton,
        action: "resume",
        css: "blue",
      }
    : {
        title: text.title,
        lead: text.lead,
        button: text.button,
        sure: text.sure,
        sureButton: text.sureButton,
        action: "stop",
        css: "red",
      };
  return (
    <section class="panel" id="stop" aria-labelledby="stop-title">
      <h2 id="stop-title">{words.title}</h2>
      <p>{words.lead}</p>
      {asks ? (
        <form method="post" action={`/profile/${words.action}`}>
          <p role="alert">
            <strong>{words.sure}</strong>
          </p>
          <p class="buttons">
            <button class={words.css} name="sure" value="yes">
              {words.sureButton}
            </button>
            <a class="button" href="/profile">
              {common.cancel}
            </a>
          </p>
        </form>
      ) : (
        <form method="post" action={`/profile/${words.action}#stop`} class="buttons">
          <button>{words.button}</button>
        </form>
      )}
      {isStopped ? null : <p class="hint">{text.cancel}</p>}
    </section>
  );
}
