"""
Trains the projections of both towers further, with everything before them as `train.py` left it: many passes in minutes,
on features that are computed once.

    python polish.py --photographs DIR --scenes DIR --wordnet DIR --work DIR [--towers towers.pt]
"""

import argparse
import math
import random
from pathlib import Path

import torch
from class_names import read_class_names
from data import TrainingData
from evaluate import Evaluation
from export import load_towers
from fast_crown import FastCrown
from losses import CLASS_ROWS_SHARE, both_ways, soft_targets
from photographs import read_photographs, split
from towers import DROPOUT, load_encoder, load_tokenizer, mean_of_tokens, tokens_of
from torch.nn import functional
from train import SCENES_A_PASS, Average
from words import class_text

BATCH_SIZE = 1024
PASSES = 16
LEARNING_RATE = 4e-4
WEIGHT_DECAY = 0.05
TEXTS_A_PICTURE = 5
TEXTS_A_CLASS = 8


class Features:
    """What the frozen parts say of every picture, view by view, and of every text, once."""

    def __init__(self, data: TrainingData, images, texts, tokenizer, teacher) -> None:
        self.items = data.items(SCENES_A_PASS)
        views = len(data.trunks["photographs"])
        self.pooled, self.attended = [], []
        for view in range(views):
            pooled, attended = zip(*[self._pictures(data, images, part, view) for part in parts_of(self.items, 128)])
            self.pooled.append(torch.cat(pooled))
            self.attended.append(torch.cat(attended))
        self.texts = [[data.text(item) for _ in range(TEXTS_A_PICTURE)] for item in self.items]
        flat = [text for one in self.texts for text in one]
        self.said = encode(texts.encoder, tokenizer, flat).view(len(self.items), TEXTS_A_PICTURE, -1)
        known = functional.normalize(encode(teacher, tokenizer, flat), dim=-1)
        self.known = known.view(len(self.items), TEXTS_A_PICTURE, -1)
        names = [class_text(name) for name in data.class_names for _ in range(TEXTS_A_CLASS)]
        self.class_said = encode(texts.encoder, tokenizer, names).view(len(data.class_names), TEXTS_A_CLASS, -1)

    @staticmethod
    @torch.no_grad()
    def _pictures(data, images, items, view: int) -> tuple[torch.Tensor, torch.Tensor]:
        values = data.view_values(items, view)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            grid = images.crown(values)
            attended = images.attention(grid.transpose(1, 2) / images.feature_scale)
        return grid.float().mean(2), attended.float()


def parts_of(items: list, size: int) -> list[list]:
    return [items[start : start + size] for start in range(0, len(items), size)]


@torch.no_grad()
def encode(encoder, tokenizer, texts: list[str]) -> torch.Tensor:
    """float32 [count, 384]: means over the tokens, not projected"""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    rows = torch.zeros(len(texts), 384)
    for places in parts_of(order, 256):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tokens = tokens_of(tokenizer, [texts[place] for place in places])
            rows[places] = mean_of_tokens(encoder, **tokens).float()
    return rows


def polish(options: argparse.Namespace) -> None:
    torch.manual_seed(1)
    random.seed(1)
    photographs = read_photographs(options.photographs)
    names = read_class_names(options.wordnet)
    data = TrainingData(options.work, options.scenes, photographs, split(photographs, options.free_only), names)
    tokenizer, teacher = load_tokenizer(), load_encoder().eval()
    images, texts = load_towers(options.work / options.towers)
    images.crown = FastCrown(images.net)
    evaluation = Evaluation(images, texts, tokenizer, data)
    print("before", evaluation.recalls(), flush=True)
    images.eval()
    texts.eval()
    features = Features(data, images, texts, tokenizer, teacher)
    print(f"{len(features.items)} pictures", flush=True)
    log_scale = torch.nn.Parameter(torch.tensor(math.log(25.0)))
    trained = [
        *images.linear.parameters(), *images.hidden.parameters(), images.class_words, images.class_share,
        *texts.projection.parameters(), log_scale,
    ]  # fmt: skip
    for parameter in trained:
        parameter.requires_grad_(True)
    optimizer = torch.optim.AdamW(trained, LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    average, steps = Average(trained), PASSES * (len(features.items) // BATCH_SIZE)
    images.hidden.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1, step / 20) * (0.03 + 0.97 * (1 + math.cos(math.pi * step / steps)) / 2)
        places = torch.randint(0, len(features.items), (BATCH_SIZE,))
        said = torch.randint(0, TEXTS_A_PICTURE, (BATCH_SIZE,))
        view = random.randrange(len(features.pooled))
        vectors = project(images, features.pooled[view][places], features.attended[view][places])
        words = functional.normalize(texts.projection(features.said[places, said]), dim=-1)
        loss = both_ways(vectors, words, soft_targets(features.known[places, said]), log_scale)
        classes = torch.randint(0, len(names), (BATCH_SIZE // 4,))
        class_vectors = project(images, images.class_features(classes), None)
        class_words = features.class_said[classes, torch.randint(0, TEXTS_A_CLASS, (len(classes),))]
        same = (classes[:, None] == classes[None]).float()
        loss = loss + CLASS_ROWS_SHARE * both_ways(
            class_vectors, functional.normalize(texts.projection(class_words), dim=-1),
            same / same.sum(1, keepdim=True), log_scale,
        )  # fmt: skip
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        average.update(step + 1)
        if (step + 1) % (steps // 4) == 0:
            average.swap()
            print(step + 1, f"loss {loss.item():.3f}", evaluation.recalls(), flush=True)
            images.eval()
            texts.eval()
            images.hidden.train()
            if step + 1 < steps:
                average.swap()
    torch.save(
        {"images": images.state_dict(), "texts": texts.state_dict(), "feature_scale": images.feature_scale},
        options.work / options.towers.replace(".pt", "-polished.pt"),
    )


def project(images, pooled: torch.Tensor, attended: torch.Tensor | None) -> torch.Tensor:
    """As `ImageTower.head`, with what attention found already there."""
    features = functional.dropout(pooled / images.feature_scale, DROPOUT)
    vector = images.linear(features) + images.hidden(features)
    return images.with_classes(vector if attended is None else vector + attended, pooled)[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "scenes", "wordnet", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--towers", default="towers.pt")
    parser.add_argument("--free-only", action="store_true")
    polish(parser.parse_args())
