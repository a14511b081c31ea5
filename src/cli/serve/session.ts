import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { usageError } from "../errors.ts";

/** Proof that a request comes from the person who sees the terminal. */
export interface Session {
  token: string;
  /** Whether this is the token; takes the same time whatever is wrong with it. */
  isToken(candidate: string): boolean;
  /** How a request proves itself, if it does: a page by its cookie, a program by its Authorization header. */
  proofIn(headers: IncomingHttpHeaders): "cookie" | "bearer" | undefined;
  /** The Set-Cookie header that lets a browser in. */
  setCookie: string;
}

const tokenPattern = /^[\w-]{16,256}$/;

/** SHOEBOX_TOKEN where it is set, else 256 fresh random bits, base64url. */
export function chooseToken(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment.SHOEBOX_TOKEN;
  if (!chosen) return randomBytes(32).toString("base64url");
  if (tokenPattern.test(chosen)) return chosen;
  throw usageError("SHOEBOX_TOKEN must have 16 to 256 characters out of A-Z, a-z, 0-9, - and _.");
}

/** @param port browsers share cookies between all ports of a host, so the name tells two servers apart */
export function createSession(token: string, port: number): Session {
  const cookieName = `shoebox_token_${port}`;
  const digest = sha256(token);
  const isToken = (candidate: string) => timingSafeEqual(sha256(candidate), digest);
  return {
    token,
    isToken,
    proofIn: (headers) => {
      const bearer = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) return isToken(bearer) ? "bearer" : undefined;
      return cookieValues(headers.cookie, cookieName).some(isToken) ? "cookie" : undefined;
    },
    setCookie: `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function cookieValues(header: string | undefined, name: string): string[] {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
