/** The page has a scheme of its own, so that it has an origin (`file:` has none) and can load nothing else. */
export const appScheme = "shoebox";
export const appOrigin = `${appScheme}://app`;
export const startAddress = `${appOrigin}/`;

/** True for the page itself, whatever its query or fragment: the only document a window may show. */
export function isStartAddress(address: string): boolean {
  const url = parseAddress(address);
  return url !== undefined && `${url.protocol}//${url.host}${url.pathname}` === startAddress;
}

/** True for everything that the shell itself serves. */
export function isAppAddress(address: string): boolean {
  const url = parseAddress(address);
  return url !== undefined && `${url.protocol}//${url.host}` === appOrigin;
}

/**
 * Only the page itself may talk to the main process; `sender` is Electron's word for who does, not the sender's.
 * @throws Error for any other document, and for a frame that has gone
 */
export function requireOwnPage(sender: { url: string } | null): void {
  if (sender === null || !isStartAddress(sender.url))
    throw new Error("Only Shoebox's own page may ask this.");
}

function parseAddress(address: string): URL | undefined {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "" || url.port !== "") return undefined;
  return url;
}
