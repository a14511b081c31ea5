export { type AskedEnd, HonestEnd, type RatedMatch, type WhereMatchesStop } from "./honest-end.ts";
