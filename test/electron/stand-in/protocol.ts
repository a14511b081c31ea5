import { isPrivileged, registerScheme } from "./addresses.ts";
import { app } from "./app.ts";
import { strict } from "./strict.ts";

type Handler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  scheme: string;
  privileges?: Record<string, boolean>;
}

const handlers = new Map<string, Handler>();
let wasCalled = false;

/** What every scheme of a page needs: an origin, a secure context, `fetch`. */
const neededPrivileges = ["standard", "secure", "supportFetchAPI"];

/** Privileges that would weaken the page. */
const refusedPrivileges = ["bypassCSP", "allowServiceWorkers", "allowExtensions"];

export const protocol = strict("protocol", {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    if (wasCalled) throw new Error("protocol.registerSchemesAsPrivileged can be called only once");
    wasCalled = true;
    for (const { scheme, privileges = {} } of schemes) {
      const missing = neededPrivileges.filter((name) => !privileges[name]);
      const refused = refusedPrivileges.filter((name) => privileges[name]);
      if (missing.length > 0) throw new Error(`A page under ${scheme}: would lack ${missing.join(", ")}.`);
      if (refused.length > 0) throw new Error(`A page under ${scheme}: must not have ${refused.join(", ")}.`);
      registerScheme(scheme);
    }
  },

  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error("protocol.handle is only available after app is ready");
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!isPrivileged(scheme)) throw new Error(`${scheme}: was never registered as privileged.`);
    handlers.set(scheme, handler);
  },

  isProtocolHandled(scheme: string): boolean {
    return handlers.has(scheme);
  },
});

export interface SchemeRequest {
  /** In the shell's own addresses. */
  url: string;
  method: string;
  headers: Record<string, string>;
}

export interface SchemeAnswer {
  status: number;
  headers: [string, string][];
  body: Buffer;
}

/** Undefined where the answer is a network error: no handler, a handler that throws, `Response.error()`. */
export async function answerScheme(
  scheme: string,
  request: SchemeRequest,
): Promise<SchemeAnswer | undefined> {
  const handler = handlers.get(scheme);
  if (!handler) return undefined;
  const response = await handler(
    new Request(request.url, { method: request.method, headers: request.headers }),
  );
  if (!(response instanceof Response)) throw new TypeError("The protocol handler answered with no Response.");
  if (response.type === "error") return undefined;
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: [...response.headers], body };
}
