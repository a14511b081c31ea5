"""The photographs with words that the model is trained on, and which of them are kept back."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

FLICKR_KEPT_BACK = 1000
CLASSES_KEPT_BACK = 300


@dataclass(frozen=True)
class Photograph:
    path: Path
    captions: list[str]
    labels: list[str]
    source: str
    is_free: bool
    """WordNet's number of what is shown, of photographs that show one of the 1,000 classes."""
    synset: str | None

    @property
    def is_kept_back_for_captions(self) -> bool:
        return self.source == "coco" and len(self.captions) >= 3


def read_photographs(directory: Path) -> list[Photograph]:
    photographs = []
    with (directory / "captions.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            source = row["source"].split("/")[0]
            synset = Path(row["path"]).name.split("_")[0] if source == "imagenet_sample" else None
            path = directory / row["path"]
            photographs.append(Photograph(path, row["captions"], row["labels"], source, row["free"], synset))
    return photographs


@dataclass(frozen=True)
class Split:
    """Indices into the photographs. `flickr`, `coco` and `classes` are never trained on."""

    training: list[int]
    flickr: list[int]
    coco: list[int]
    classes: list[int]


def split(photographs: list[Photograph], free_only: bool) -> Split:
    flickr = [index for index, photo in enumerate(photographs) if photo.source == "flickr8k"]
    random.Random(7).shuffle(flickr)
    flickr = flickr[:FLICKR_KEPT_BACK]
    coco = [index for index, photo in enumerate(photographs) if photo.is_kept_back_for_captions]
    classes = [index for index, photo in enumerate(photographs) if photo.synset][:CLASSES_KEPT_BACK]
    kept_back = {*flickr, *coco, *classes}
    training = [
        index
        for index, photo in enumerate(photographs)
        if index not in kept_back and (photo.is_free or not free_only)
    ]
    return Split(training, flickr, coco, classes)
