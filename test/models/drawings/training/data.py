"""
The training set: pictures in memory, captions as text, and what each caption says as attributes. In memory (4 GB),
because read at random from a slow disk the pictures are what training waits for.
"""

import json
from pathlib import Path

import numpy as np

SIDE = 112


def attributes_of(record):
    """Everything that is true of a picture: kinds, painted kinds, counted kinds, place, light."""
    found = {f"place:{record['place']}"}
    if record["light"]:
        found.add(f"light:{record['light']}")
    for group in record["groups"]:
        kind = group["kind"]
        found.add(f"kind:{kind}")
        found.add(f"count:{kind}:{group['count']}")
        if group["colour"]:
            found.add(f"colour:{kind}:{group['colour']}")
    return frozenset(found)


class TrainingSet:
    def __init__(self, directory):
        directory = Path(directory)
        self.records, self.shards, self.starts = [], [], []
        for path in sorted(directory.glob("captions-*.jsonl"), key=lambda p: int(p.stem.split("-")[1])):
            shard = path.stem.split("-")[1]
            lines = path.read_text().splitlines()
            pictures = directory / f"pictures-{shard}.u8"
            count = min(len(lines), pictures.stat().st_size // (SIDE * SIDE * 3))
            pixels = np.fromfile(pictures, np.uint8, count * SIDE * SIDE * 3)
            self.shards.append(pixels.reshape(count, SIDE, SIDE, 3))
            self.starts.append(len(self.records))
            self.records += [json.loads(line) for line in lines[:count]]
        self.truths = [attributes_of(record) for record in self.records]
        self.names = sorted({name for truth in self.truths for name in truth})
        self.number = {name: index for index, name in enumerate(self.names)}

    def __len__(self):
        return len(self.records)

    def pictures(self, indices):
        """uint8 [count, 112, 112, 3]"""
        shard = np.searchsorted(self.starts, indices, side="right") - 1
        return np.stack([self.shards[s][i - self.starts[s]] for s, i in zip(shard, indices)])

    def caption_meanings(self):
        """
        What each caption says: the attributes shared by all pictures that have it. A caption of one picture says all
        that is true of it, "in the snow" only the place. Empty for words wider than any attribute ("an animal").
        """
        meanings = {}
        for record, truth in zip(self.records, self.truths):
            for caption in record["captions"] + record["short"]:
                known = meanings.get(caption)
                meanings[caption] = truth if known is None else known & truth
        return meanings
