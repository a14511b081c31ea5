/** Words between the words of a description, in the languages people describe in most; folded. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a an and at by for from in into is it its of on or the to with " +
    "am an auf aus bei das dem den der des die ein eine einem einen einer im in mit nach und unter vom von vor zu zum zur " +
    "au aux avec chez dans de des du en et la le les par pour sous sur un une " +
    "al con del el en la las los por una uno y " +
    "alla con da dei del della di e gli i il la le nel nella per su un una " +
    "ao com da das do dos e em na no nas nos o os para um uma " +
    "de een en het in met op te van voor"
  ).split(" "),
);
