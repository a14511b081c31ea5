/**
 * Chromium does not know the app's own scheme, so a page has an https address of a host that exists nowhere:
 * `shoebox://app/x` is `https://app.shoebox.localhost/x` there. The shell only ever sees its own.
 */
const pageHostPattern = /^https:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.localhost(\/|$)/;

const privilegedSchemes = new Set<string>();

export function registerScheme(scheme: string): void {
  privilegedSchemes.add(scheme);
}

export function isPrivileged(scheme: string): boolean {
  return privilegedSchemes.has(scheme);
}

/** As the shell writes it -> as Chromium is told. */
export function toPageAddress(address: string): string {
  const match = /^([a-z0-9-]+):\/\/([^/?#]*)(.*)$/.exec(address);
  const [, scheme = "", host = "", rest = ""] = match ?? [];
  if (!privilegedSchemes.has(scheme)) return address;
  return `https://${host}.${scheme}.localhost${rest.startsWith("/") ? rest : `/${rest}`}`;
}

/** As Chromium says it -> as the shell knows it. */
export function toShellAddress(address: string): string {
  const match = pageHostPattern.exec(address);
  const [start, host, scheme = ""] = match ?? [];
  if (start === undefined || !privilegedSchemes.has(scheme)) return address;
  return `${scheme}://${host}/${address.slice(start.length)}`;
}

export function schemeOf(address: string): string {
  return /^([a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase() ?? "";
}
