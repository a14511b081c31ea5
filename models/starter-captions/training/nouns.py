"""
The rule by which a caption names a thing that a person's caption names: one noun in common, plurals counted with their
singular. A noun is a word that WordNet's tagged texts have as a noun more often than as anything else, of two that are as
often the noun; forms of verbs in -ing are none, and words that name no thing by themselves (`NO_THINGS`) do not count. `nouns.txt` has those of the captions.

    python nouns.py --photographs DIR --wordnet DIR      # writes nouns.txt
"""

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

NOUNS_FILE = Path(__file__).with_name("nouns.txt")
NO_THINGS = set(
    "front back side top bottom middle group picture photo close background foreground way one two three four five six seven "
    "eight nine ten couple pair bunch lot number part piece set row line color colour red blue green yellow black white brown "
    "grey gray pink orange purple left right area end edge kind type up air camera look looks view body other others day "
    "time something someone while another in on at by a an are who does can may being past tan asian blonde haired midair upside won "
    "don non why doe lying beige yes image photograph figure surface object center distance male female adult".split()
)
THINGS_IN_ING = {"building", "painting", "clothing", "wedding", "crossing", "railing", "icing", "stuffing", "dwelling"}
IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "mice": "mouse", "geese": "goose", "feet": "foot",
    "teeth": "tooth", "sheep": "sheep", "leaves": "leaf", "knives": "knife", "shelves": "shelf", "wolves": "wolf",
    "calves": "calf", "loaves": "loaf", "halves": "half", "kids": "kid", "scarves": "scarf", "firemen": "fireman",
    "policemen": "policeman", "snowmen": "snowman", "fishermen": "fisherman",
}  # fmt: skip


def singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"(?:ss|us|is)$", word) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|x|ss|zz)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def is_form_of_verb(word: str, verbs: set[str]) -> bool:
    stem = word.removesuffix("ing")
    return word not in THINGS_IN_ING and stem != word and bool({stem, f"{stem}e", stem[:-1]} & verbs)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def things_in(text: str) -> set[str]:
    return {singular(word) for word in words_of(text)} & _nouns()


def _nouns(kept: list[set[str]] = []) -> set[str]:  # noqa: B006
    if not kept:
        kept.append(set(NOUNS_FILE.read_text("utf-8").split()))
    return kept[0]


def main() -> None:
    from texts import parts_of, read_photographs

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    options = parser.parse_args()
    photographs = read_photographs(options.photographs)
    _, kept_back = parts_of(photographs)
    texts = [text for photo in photographs for text in photo.captions]
    uses: dict[str, Counter] = defaultdict(Counter)
    with (options.wordnet / "index.sense").open(encoding="utf-8") as lines:
        for line in lines:
            sense, _, _, tagged = line.split()
            lemma, kind = sense.split("%")
            uses[lemma][kind[0]] += int(tagged) + (0.5 if kind[0] == "1" else 0)
    verbs = {lemma for lemma, kinds in uses.items() if "2" in kinds}
    seen = Counter(singular(word) for text in texts for word in words_of(text))
    nouns = sorted(
        word for word, count in seen.items()
        if count >= 2 and len(word) > 2 and word not in NO_THINGS
        and 0 < uses[word]["1"] >= max(uses[word].values()) and not is_form_of_verb(word, verbs)
    )  # fmt: skip
    NOUNS_FILE.write_text("\n".join(nouns) + "\n", "utf-8")
    print(len(nouns))


if __name__ == "__main__":
    main()
