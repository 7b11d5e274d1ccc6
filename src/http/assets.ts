/**
 * The files of `public`: style, scripts and an icon. They pass the Worker, since every request answers BAD_ENVIRONMENT while the
 * configuration is bad (contract section 1), and keep the headers that `public/_headers` gives them.
 */

/** A file lies at the root and has an extension; no page and no call of ours has both, but for `/report.csv`. */
const FILE = /^\/[\w-]+\.(css|js|svg|txt)$/;

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** The file, or null when this is no request for one. */
export async function answerAsset(
  request: Request,
  assets: Pick<Fetcher, "fetch">,
): Promise<Response | null> {
  if (!METHODS.has(request.method) || !FILE.test(new URL(request.url).pathname)) return null;
  const answer = await assets.fetch(request);
  return answer.status === 404 ? null : answer;
}
