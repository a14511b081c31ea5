"""What training makes small."""

import math

import numpy as np
import torch
from data import Item, TrainingData
from towers import ImageTower, TextTower, mean_of_tokens, tokens_of
from torch import nn
from torch.nn import functional
from words import class_text

CLASS_ROWS = 96
CLASS_ROWS_SHARE = 0.5
CLASSIFIER_SHARE = 0.1
SAME_TEXT = 0.97
SOFT_SHARE = 0.15
SOFT_TEMPERATURE = 0.05


class Losses:
    def __init__(self, data: TrainingData, images: ImageTower, texts: TextTower, tokenizer, teacher: nn.Module) -> None:
        self.data = data
        self.images = images
        self.texts = texts
        self.tokenizer = tokenizer
        self.teacher = teacher
        self.log_scale = nn.Parameter(torch.tensor(math.log(20.0)))
        self.first_weight = images.net._fc.weight.data.clone()
        self.first_bias = images.net._fc.bias.data.clone()

    def of(self, batch: list[Item]) -> torch.Tensor:
        tokens = tokens_of(self.tokenizer, [self.data.text(item) for item in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            images, logits = self.images.from_trunk(self.data.trunk_values(batch, is_training=True))
            texts = self.texts(**tokens)
            with torch.no_grad():
                known = functional.normalize(mean_of_tokens(self.teacher, **tokens).float(), dim=-1)
            class_images, class_texts, classes = self._class_rows()
        same_class = (classes[:, None] == classes[None]).float()
        return (
            both_ways(images, texts, soft_targets(known), self.log_scale)
            + CLASS_ROWS_SHARE
            * both_ways(class_images, class_texts, same_class / same_class.sum(1, keepdim=True), self.log_scale)
            + CLASSIFIER_SHARE * self._forgotten(batch, logits)
        )

    def _class_rows(self) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The classifier's own rows stand for pictures of the class: a thousand kinds of things with their names."""
        classes = torch.randint(0, len(self.data.class_names), (CLASS_ROWS,))
        texts = [class_text(self.data.class_names[number]) for number in classes.tolist()]
        return self.images.head(self.images.class_features(classes), None)[0], self.texts(**tokens_of(self.tokenizer, texts)), classes

    def _forgotten(self, batch: list[Item], logits: torch.Tensor) -> torch.Tensor:
        """How far the classifier strays from what it said of these pictures before."""
        places = [place for place, (kind, _) in enumerate(batch) if kind == "photographs"]
        pooled = torch.from_numpy(np.stack([self.data.pooled[batch[place][1]] for place in places])).float()
        before = (pooled @ self.first_weight.T + self.first_bias).softmax(-1)
        return -(before * logits.float()[places].log_softmax(-1)).sum(1).mean()


def both_ways(
    images: torch.Tensor, texts: torch.Tensor, targets: torch.Tensor, log_scale: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy of each picture over all texts and of each text over all pictures; unit vectors [batch, 384] each."""
    logits = images @ texts.T * log_scale.exp().clamp(max=60)
    by_image = -(targets * logits.log_softmax(1)).sum(1).mean()
    by_text = -(targets.T * logits.T.log_softmax(1)).sum(1).mean()
    return (by_image + by_text) / 2


def soft_targets(known: torch.Tensor) -> torch.Tensor:
    """
    Texts that say the same are no wrong answers, those that say almost the same half right ones: the sentence encoder as it
    came knows which.
    @param known its unit vectors [batch, 384] @returns [batch, batch], rows that sum to 1
    """
    likeness = known @ known.T
    same = (likeness > SAME_TEXT).float()
    soft = functional.softmax(likeness / SOFT_TEMPERATURE, -1)
    return (1 - SOFT_SHARE) * same / same.sum(1, keepdim=True) + SOFT_SHARE * soft
