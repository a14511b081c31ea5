export {
  type AskedEnd,
  type EndModel,
  HonestEnd,
  type RatedMatch,
  type WhereMatchesStop,
} from "./honest-end.ts";
