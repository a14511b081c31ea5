"""What training draws its batches from: outputs of the trunk on disk, and the words that go with them."""

import json
import random
from pathlib import Path

import numpy as np
import torch
from class_names import ClassName
from photographs import Photograph, Split
from words import photograph_text

SCENES_KEPT_BACK = 500
Item = tuple[str, int]
"""("photographs" or "scenes", index)"""


class TrainingData:
    def __init__(
        self, work: Path, scenes: Path, photographs: list[Photograph], split: Split, classes: list[ClassName]
    ) -> None:
        self.photographs = photographs
        self.split = split
        self.class_names = classes
        synsets = sorted({photo.synset for photo in photographs if photo.synset})
        # ImageNet numbers its classes in the order of their synsets' names.
        self.class_of = {synset: number for number, synset in enumerate(synsets)}
        self.trunks = {
            "photographs": [np.load(file, mmap_mode="r") for file in sorted(work.glob("trunk-photographs-*.npy"))],
            "scenes": [np.load(work / "trunk-scenes-0.npy", mmap_mode="r")],
        }
        self.pooled = np.load(work / "pooled-photographs-0.npy", mmap_mode="r")
        self.scenes = [json.loads(line) for line in (scenes / "scenes.jsonl").read_text("utf-8").splitlines()]

    def items(self, scenes_a_pass: int) -> list[Item]:
        """A pass over all photographs, and some of the drawn scenes, in a new order."""
        scenes = random.sample(range(SCENES_KEPT_BACK, len(self.scenes)), scenes_a_pass)
        items = [("photographs", index) for index in self.split.training] + [("scenes", index) for index in scenes]
        random.shuffle(items)
        return items

    def trunk_values(self, items: list[Item], is_training: bool) -> torch.Tensor:
        """bfloat16 [batch, 120, 17, 17]; any of the views in training, the picture as it is otherwise."""
        views = [random.choice(self.trunks[kind]) if is_training else self.trunks[kind][0] for kind, _ in items]
        return self._stack(views, items)

    def view_values(self, items: list[Item], view: int) -> torch.Tensor:
        """The same of one view; drawn scenes have but one."""
        return self._stack([self.trunks[kind][view if kind == "photographs" else 0] for kind, _ in items], items)

    @staticmethod
    def _stack(views: list[np.ndarray], items: list[Item]) -> torch.Tensor:
        rows = np.stack([view[index] for view, (_, index) in zip(views, items, strict=True)])
        return torch.from_numpy(rows).permute(0, 3, 1, 2).to(torch.bfloat16)

    def text(self, item: Item) -> str:
        kind, index = item
        if kind == "scenes":
            return random.choice(self.scenes[index]["captions"] + self.scenes[index]["short"])
        photo = self.photographs[index]
        return photograph_text(photo, self.class_name(index))

    def class_number(self, index: int) -> int | None:
        synset = self.photographs[index].synset
        return None if synset is None else self.class_of[synset]

    def class_name(self, index: int) -> ClassName | None:
        number = self.class_number(index)
        return None if number is None else self.class_names[number]
