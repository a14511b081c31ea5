"""How often a photograph is found by its words, among photographs that were not trained on."""

import torch
from data import SCENES_KEPT_BACK, Item, TrainingData
from towers import DIMENSIONS, ImageTower, TextTower, tokens_of

BATCH_SIZE = 128


class Evaluation:
    def __init__(self, images: ImageTower, texts: TextTower, tokenizer, data: TrainingData) -> None:
        self.images = images
        self.texts = texts
        self.tokenizer = tokenizer
        self.data = data

    @torch.no_grad()
    def recalls(self) -> dict[str, tuple[float, float, float]]:
        """recall@1, @5, @10 for each set that was kept back."""
        self.images.eval()
        self.texts.eval()
        photographs, split = self.data.photographs, self.data.split
        all_classes = [index for index, photo in enumerate(photographs) if photo.synset]
        scenes = list(range(SCENES_KEPT_BACK))
        figures = {
            "flickr8k": self._captions(split.flickr),
            "coco": self._captions(split.coco),
            "class names": self._recall(
                [("photographs", index) for index in all_classes],
                [(self.data.class_name(index).names[0], all_classes.index(index)) for index in split.classes],
            ),
            "drawn scenes": self._recall(
                [("scenes", index) for index in scenes],
                [(self.data.scenes[index]["captions"][0], index) for index in scenes],
            ),
        }
        self.images.train()
        self.texts.train()
        return figures

    def _captions(self, indices: list[int]) -> tuple[float, float, float]:
        queries = [
            (caption, place)
            for place, index in enumerate(indices)
            for caption in self.data.photographs[index].captions
        ]
        return self._recall([("photographs", index) for index in indices], queries)

    def _recall(self, items: list[Item], queries: list[tuple[str, int]]) -> tuple[float, float, float]:
        images = torch.cat([self._images(items[start : start + BATCH_SIZE]) for start in range(0, len(items), BATCH_SIZE)])
        texts = self._texts([text for text, _ in queries])
        scores = texts @ images.T
        own = scores.gather(1, torch.tensor([place for _, place in queries])[:, None])
        better = (scores > own).sum(1)
        return tuple(round((better < count).float().mean().item(), 3) for count in (1, 5, 10))

    def _images(self, items: list[Item]) -> torch.Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.images.from_trunk(self.data.trunk_values(items, is_training=False))[0]

    def _texts(self, texts: list[str]) -> torch.Tensor:
        vectors = torch.zeros(len(texts), DIMENSIONS)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH_SIZE):
            places = order[start : start + BATCH_SIZE]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tokens = tokens_of(self.tokenizer, [texts[place] for place in places])
                vectors[places] = self.texts(**tokens).float()
        return vectors
