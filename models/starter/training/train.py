"""
Trains both towers together, as CLIP does (Radford et al. 2021, https://arxiv.org/abs/2103.00020), on outputs of the trunk.

    python train.py --photographs DIR --scenes DIR --wordnet DIR --work DIR [--minutes 40] [--free-only]
"""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from class_names import read_class_names
from data import TrainingData
from evaluate import Evaluation
from fast_crown import FastCrown
from losses import Losses
from photographs import read_photographs, split
from backbone import trained_parameters
from towers import ImageTower, TextTower, load_encoder, load_tokenizer, mean_of_tokens, tokens_of
from torch import nn
from torch.nn import functional
from words import with_article

BATCH_SIZE = 256
SCENES_A_PASS = 3000
WARM_UP_STEPS = 60
LEARNING_RATES = {"head": 8e-4, "image": 1e-4, "classifier": 5e-5, "text": 4e-5}
WEIGHT_DECAYS = {"head": 0.05, "image": 0.01, "classifier": 0.0, "text": 0.01}
EVALUATED_EVERY_STEPS = 200


def words_of_classes(names, tokenizer, encoder) -> torch.Tensor:
    """The mean of what the untrained text tower makes of each class's names: float32 [1000, 384]"""
    rows = []
    with torch.no_grad():
        for name in names:
            texts = [f"a photo of {with_article(word)}" for word in name.names]
            vectors = functional.normalize(mean_of_tokens(encoder, **tokens_of(tokenizer, texts)), dim=-1)
            rows.append(functional.normalize(vectors.mean(0), dim=-1))
    return torch.stack(rows)


class Average:
    """The exponential mean of all trained weights: what ships."""

    def __init__(self, parameters: list[nn.Parameter]) -> None:
        self.parameters = parameters
        self.means = [parameter.data.clone() for parameter in parameters]

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(0.995, step / (step + 20))
        for mean, parameter in zip(self.means, self.parameters, strict=True):
            mean.mul_(decay).add_(parameter.data, alpha=1 - decay)

    def swap(self) -> None:
        for position, parameter in enumerate(self.parameters):
            self.means[position], parameter.data = parameter.data, self.means[position]


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(0)
    random.seed(0)
    photographs = read_photographs(options.photographs)
    names = read_class_names(options.wordnet)
    data = TrainingData(options.work, options.scenes, photographs, split(photographs, options.free_only), names)
    tokenizer, teacher = load_tokenizer(), load_encoder().eval()
    scale = float(torch.from_numpy(data.pooled[:2000]).float().pow(2).mean().sqrt())
    images = ImageTower(words_of_classes(names, tokenizer, teacher), scale)
    images.crown = FastCrown(images.net)
    texts = TextTower()
    losses = Losses(data, images, texts, tokenizer, teacher)
    for parameter in images.net.parameters():
        parameter.requires_grad_(False)
    groups = {
        "image": trained_parameters(images.net),
        "classifier": [images.class_weight, images.class_bias],
        "text": [parameter for parameter in texts.encoder.parameters() if parameter.requires_grad],
        "head": [
            *images.linear.parameters(), *images.hidden.parameters(), *images.attention.parameters(),
            images.class_words, images.class_share, images.class_sharpness,
            *texts.projection.parameters(), losses.log_scale,
        ],
    }  # fmt: skip
    for parameter in groups["image"]:
        parameter.requires_grad_(True)
    optimizer = torch.optim.AdamW(
        [{"params": groups[name], "weight_decay": WEIGHT_DECAYS[name], "name": name} for name in groups], betas=(0.9, 0.98)
    )
    every = [parameter for group in groups.values() for parameter in group]
    average, evaluation = Average(every), Evaluation(images, texts, tokenizer, data)
    started, step, items, done = time.monotonic(), 0, [], 0.0
    images.train()
    texts.train()
    while done < 1:
        # The learning rate falls with whichever ends first, the passes or the time.
        passes_done = step * BATCH_SIZE / (options.passes * (len(data.split.training) + SCENES_A_PASS))
        done = max(passes_done, (time.monotonic() - started) / (options.minutes * 60))
        share = min(1, step / WARM_UP_STEPS) * (0.03 + 0.97 * (1 + math.cos(math.pi * min(1, done))) / 2)
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATES[group["name"]] * share
        if len(items) < BATCH_SIZE:
            items = data.items(SCENES_A_PASS)
        batch = [items.pop() for _ in range(BATCH_SIZE)]
        optimizer.zero_grad()
        loss = losses.of(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(every, 1.0)
        optimizer.step()
        step += 1
        average.update(step)
        if step % 20 == 0:
            print(f"step {step}, {time.monotonic() - started:.0f} s, loss {loss.item():.3f}", flush=True)
        if step % EVALUATED_EVERY_STEPS == 0 or done >= 1:
            average.swap()
            print(step, evaluation.recalls(), flush=True)
            save(options, images, texts)
            average.swap()


def save(options: argparse.Namespace, images: ImageTower, texts: TextTower) -> None:
    name = "towers-free.pt" if options.free_only else "towers.pt"
    torch.save(
        {"images": images.state_dict(), "texts": texts.state_dict(), "feature_scale": images.feature_scale},
        options.work / name,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "scenes", "wordnet", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--passes", type=float, default=9)
    parser.add_argument("--free-only", action="store_true", help="from the rows alone whose licence allows any use")
    train(parser.parse_args())
