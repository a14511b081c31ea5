import { ShoeboxError } from "../../../errors.ts";
import type { ModelEntry, ModelFile } from "../../manifest/schema.ts";

/** The public hub that the repositories of the manifest are on. */
export const hubEndpoint = "https://huggingface.co";
const hubHosts: ReadonlySet<string> = new Set(["huggingface.co", "www.huggingface.co", "hf.co"]);

const commitPattern = /^[0-9a-f]{40}$/;

/**
 * Where repositories are looked for: the mirror of the settings, else `HF_ENDPOINT`, else the hub itself.
 * @throws MODEL_DOWNLOAD_FAILED for what is no web address
 */
export function endpointOf(mirror: string, environment: NodeJS.ProcessEnv = process.env): URL {
  const fromEnvironment = environment.HF_ENDPOINT?.trim() ?? "";
  const [text, source] = mirror
    ? [mirror, "The mirror of the settings"]
    : [fromEnvironment || hubEndpoint, "HF_ENDPOINT"];
  return webAddress(text.replace(/\/+$/, ""), source);
}

/**
 * The address of one file of a model. A file with an address of its own keeps it, but for the host of the hub, in whose
 * place a mirror stands.
 * @throws MODEL_DOWNLOAD_FAILED for a model that is published nowhere
 */
export function addressOf(entry: ModelEntry, file: ModelFile, endpoint: URL): URL {
  if (file.url !== undefined) return mirrored(webAddress(file.url, `The address of ${file.path}`), endpoint);
  if (entry.repository === undefined) {
    const message = `The model ${entry.name} is published nowhere: it can be imported, not downloaded.`;
    throw new ShoeboxError("MODEL_DOWNLOAD_FAILED", message);
  }
  // The hub knows branches and whole commits; a revision of our own making is neither.
  const commit = commitPattern.test(entry.revision) ? entry.revision : "main";
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return under(endpoint, `/${entry.repository}/resolve/${commit}/${path}`);
}

/** As a person may read it and a log may keep it: without a password, and without the signature of a signed address. */
export function shownAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function mirrored(address: URL, endpoint: URL): URL {
  if (!hubHosts.has(address.hostname) || hubHosts.has(endpoint.hostname)) return address;
  return under(endpoint, `${address.pathname}${address.search}`);
}

/** Mirrors may lie in a folder of their host. */
function under(endpoint: URL, path: string): URL {
  const address = new URL(endpoint);
  const [pathname = "", search = ""] = path.split("?", 2);
  address.pathname = `${endpoint.pathname.replace(/\/+$/, "")}${pathname}`;
  address.search = search;
  return address;
}

function webAddress(text: string, source: string): URL {
  const address = URL.parse(text);
  if (address && /^https?:$/.test(address.protocol)) return address;
  throw new ShoeboxError("MODEL_DOWNLOAD_FAILED", `${source} is no web address: ${text}`);
}
