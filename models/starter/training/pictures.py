"""How a picture becomes the image tower's input: as the app does it, and altered for training."""

import random
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageEnhance
from torch.utils.data import Dataset

SIDE_PIXELS = 272


def squash(picture: Image.Image) -> Image.Image:
    """The whole picture, whatever its shape: words are about its edges too."""
    return picture.resize((SIDE_PIXELS, SIDE_PIXELS), Image.Resampling.BICUBIC)


def altered(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A part of it (half to all of its area), perhaps mirrored, perhaps in other light."""
    picture = squash(_part_of(picture, chance))
    if chance.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if chance.random() < 0.6:
        for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
            picture = enhance(picture).enhance(chance.uniform(0.8, 1.2))
    return picture


def _part_of(picture: Image.Image, chance: random.Random) -> Image.Image:
    width, height = picture.size
    for _ in range(10):
        area = chance.uniform(0.5, 1) * width * height
        ratio = np.exp(chance.uniform(np.log(3 / 4), np.log(4 / 3))) * (width / height) ** chance.uniform(0, 1)
        part_width, part_height = round((area * ratio) ** 0.5), round((area / ratio) ** 0.5)
        if part_width <= width and part_height <= height:
            left, top = chance.randint(0, width - part_width), chance.randint(0, height - part_height)
            return picture.crop((left, top, left + part_width, top + part_height))
    return picture


class Pictures(Dataset):
    """uint8 [SIDE_PIXELS, SIDE_PIXELS, 3] each; view 0 as the app sees them, the others altered."""

    def __init__(self, files: list[Path], view: int) -> None:
        self.files = files
        self.view = view

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> torch.Tensor:
        picture = Image.open(self.files[index]).convert("RGB")
        picture = altered(picture, random.Random(f"{self.view} {index}")) if self.view else squash(picture)
        return torch.from_numpy(np.asarray(picture).copy())


def pixel_values(pixels: torch.Tensor) -> torch.Tensor:
    """uint8 [batch, height, width, 3] -> float32 [batch, 3, height, width], -1 to 1."""
    values = pixels.permute(0, 3, 1, 2).float().sub_(127.5).div_(127.5)
    return values.contiguous(memory_format=torch.channels_last)
