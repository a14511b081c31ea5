import { collectionNameSchema } from "../../../contract/collections.ts";
import { ShoeboxError } from "../../errors.ts";

/** What a file says that its collection is called, if that can be a name. @throws QUERY_INVALID */
export function importedName(name: string): string {
  const parsed = collectionNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues.map(({ message }) => message).join(" ");
  throw new ShoeboxError("QUERY_INVALID", `The name in the file cannot be used: ${why} Give another one.`);
}
