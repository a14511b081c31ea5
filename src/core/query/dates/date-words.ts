/** Words around dates, folded, in English and German. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const prepositions = words("in on at from of during im am an aus vom von zu");
export const articles = words("the den dem der die das");
export const lastWords = words(
  "last past previous letzte letzten letzter letztes letztem vorige vorigen voriger voriges",
);
export const thisWords = words("this diese diesen dieser dieses diesem");
export const sinceWords = words("since seit");
export const afterWords = words("after nach");
export const beforeWords = words("before vor");
export const untilWords = words("until till bis");
export const betweenWords = words("between from zwischen von");
export const andWords = words("and to until till through und bis - – —");
export const orWords = words("or oder");
export const ofWords = words("of in");
/** A season after one of them is a time and not what is on the picture. */
export const timePrepositions = words("in during from since im aus");
