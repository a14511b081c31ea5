import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from "@orpc/server";
import { contract, type ErrorCode, errorDefinitions } from "../../contract/index.ts";
import { fromDatabaseError } from "../catalog/database.ts";
import { type ErrorPlace, isShoeboxError, systemCodeOf } from "../errors.ts";
import type { Services } from "../services.ts";

/** What every procedure is given. */
export interface Context {
  services: Services;
}

/** Named: written out, the type of the whole API is longer than the compiler puts down. */
type Api = ImplementerInternalWithMiddlewares<typeof contract, Context & Record<never, never>, Context>;

/** Errors leave the core with a code of contract/errors.ts and what to do, over every transport. */
const implemented = implement(contract)
  .$context<Context>()
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      throw toApiError(error, context.services.catalog.path);
    }
  });

/** Where every procedure begins. */
export const api: Api = implemented;

/** @param catalogPath the file that a failing statement was about */
export function toApiError(thrown: unknown, catalogPath: string): ORPCError<string, unknown> {
  const isFromDatabase = systemCodeOf(thrown).startsWith("SQLITE_");
  const error = isFromDatabase ? fromDatabaseError(thrown, catalogPath) : thrown;
  if (isShoeboxError(error))
    return apiError(error.code, error.message, {
      ...(error.path !== undefined && { path: error.path }),
      ...error.place,
    });
  if (error instanceof ORPCError && error.code === "BAD_REQUEST") {
    return apiError("QUERY_INVALID", describeIssues(error.cause) ?? error.message);
  }
  if (error instanceof ORPCError) return error;
  // A defect of ours: the person reads that something went wrong, the log says where.
  console.error(error);
  return apiError("INTERNAL_ERROR", errorDefinitions.INTERNAL_ERROR.meaning);
}

function apiError(
  code: ErrorCode,
  message: string,
  where: { path?: string } & Partial<ErrorPlace> = {},
): ORPCError<string, unknown> {
  const { status, remedy } = errorDefinitions[code];
  return new ORPCError(code, { status, message, data: { remedy, ...where }, defined: true });
}

/** What the input's validation found, in a line. */
function describeIssues(cause: unknown): string | undefined {
  const issues = (cause as { issues?: { message: string; path?: PropertyKey[] }[] } | undefined)?.issues;
  return issues?.map(({ path, message }) => [path?.join("."), message].filter(Boolean).join(": ")).join("; ");
}
