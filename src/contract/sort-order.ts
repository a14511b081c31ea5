import { z } from "zod";

/**
 * The order of what was found. "date" has the newest first, "name" A before Z and 9 before 10, "size" the largest first,
 * "rating" the best first; the others are their reverse.
 */
export const sortOrders = [
  "relevance",
  "date",
  "oldest",
  "name",
  "name-reversed",
  "size",
  "smallest",
  "rating",
  "worst",
] as const;
export const sortOrderSchema = z.enum(sortOrders);
export type SortOrder = z.infer<typeof sortOrderSchema>;
