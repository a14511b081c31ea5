"""
BLIP's text decoder (Li et al. 2022, https://arxiv.org/abs/2201.12086), as transformers' `BlipTextLMHeadModel` has it, and
the few layers between it and the starter's image tower.
"""

import math
from pathlib import Path

import torch
from grid import CELLS, EMBEDDING, FEATURES
from torch import nn
from torch.nn import functional
from transformers import AutoModel
from transformers.models.blip.configuration_blip import BlipTextConfig
from transformers.models.blip.modeling_blip_text import BlipTextLMHeadModel
from vocabulary import DEC, MINILM, PAD, SEP

HIDDEN = 384
MINILM_LAYERS = [0, 1, 3, 5]
"""Of the six layers of the sentence encoder that the decoder begins with; its cross-attention is new."""
MOST_TOKENS = 32


def text_config(vocabulary_size: int) -> BlipTextConfig:
    return BlipTextConfig(
        vocab_size=vocabulary_size, hidden_size=HIDDEN, encoder_hidden_size=HIDDEN, intermediate_size=1536,
        projection_dim=HIDDEN, num_hidden_layers=len(MINILM_LAYERS), num_attention_heads=12,
        max_position_embeddings=MOST_TOKENS, hidden_act="gelu", hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.1, bos_token_id=DEC, eos_token_id=SEP, pad_token_id=PAD, sep_token_id=SEP,
        is_decoder=True, use_cache=True,
    )  # fmt: skip


def begin_decoder(numbers: list[int | None]) -> BlipTextLMHeadModel:
    """@param numbers of `vocabulary.make_tokenizer`"""
    decoder = BlipTextLMHeadModel(text_config(len(numbers)))
    minilm = AutoModel.from_pretrained(MINILM)
    bert = decoder.bert
    with torch.no_grad():
        table = minilm.embeddings.word_embeddings.weight
        for row, number in enumerate(numbers):
            if number is not None:
                bert.embeddings.word_embeddings.weight[row] = table[number]
        bert.embeddings.position_embeddings.weight.copy_(minilm.embeddings.position_embeddings.weight[:MOST_TOKENS])
        bert.embeddings.LayerNorm.load_state_dict(minilm.embeddings.LayerNorm.state_dict())
        for layer, source in zip(bert.encoder.layer, MINILM_LAYERS, strict=True):
            layer.load_state_dict(minilm.encoder.layer[source].state_dict(), strict=False)
    decoder.tie_weights()
    return decoder


class Bridge(nn.Module):
    """The grid's cells and the picture's embedding -> what the decoder attends to, [batch, 82, 384]."""

    def __init__(self, feature_scale: float) -> None:
        super().__init__()
        self.feature_scale = feature_scale
        self.cells = nn.Linear(FEATURES, HIDDEN)
        self.embedding = nn.Linear(EMBEDDING, HIDDEN)
        self.position = nn.Parameter(torch.randn(CELLS + 1, HIDDEN) * 0.02)
        self.norm = nn.LayerNorm(HIDDEN)

    def forward(self, grid: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
        """[batch, 81, 1280], unit vectors [batch, 384]"""
        cells = self.cells(grid / self.feature_scale)
        whole = self.embedding(embedding * math.sqrt(EMBEDDING))
        return self.norm(torch.cat([whole[:, None], cells], 1) + self.position)


def logits_of_packed(
    decoder: BlipTextLMHeadModel, packed: torch.Tensor, positions: torch.Tensor, caption: torch.Tensor, seen: torch.Tensor
) -> torch.Tensor:
    """
    Several captions of a picture in one row, none of which sees another: keys and values of the picture are made once.
    The same numbers as `decoder(...)`, caption by caption (`test_decoder.py`).

    @param packed int64 [batch, tokens] @param positions in its own caption @param caption whose token it is, -1: nobody's
    """
    bert = decoder.bert
    dropout = decoder.config.hidden_dropout_prob if decoder.training else 0.0
    embeddings = bert.embeddings
    hidden = embeddings.word_embeddings(packed) + embeddings.position_embeddings(positions)
    hidden = functional.dropout(embeddings.LayerNorm(hidden), dropout)
    steps = torch.arange(packed.shape[1])
    mask = (caption[:, :, None] == caption[:, None, :]) & (steps[:, None] >= steps[None, :])
    for layer in bert.encoder.layer:
        hidden = _attend(layer.attention, hidden, hidden, mask[:, None], dropout)
        hidden = _attend(layer.crossattention, hidden, seen, None, dropout)
        hidden = layer.output(layer.intermediate(hidden), hidden)
    return decoder.cls(hidden)


def _attend(attention: nn.Module, hidden: torch.Tensor, source: torch.Tensor, mask, dropout: float) -> torch.Tensor:
    own = attention.self
    heads = own.num_attention_heads
    query, key, value = (
        values.unflatten(-1, (heads, -1)).transpose(1, 2)
        for values in (own.query(hidden), own.key(source), own.value(source))
    )
    context = functional.scaled_dot_product_attention(query, key, value, mask, dropout)
    return attention.output(context.transpose(1, 2).flatten(2), hidden)


def save(path: Path, bridge: Bridge, decoder: BlipTextLMHeadModel) -> None:
    torch.save({"bridge": bridge.state_dict(), "decoder": decoder.state_dict(), "feature_scale": bridge.feature_scale}, path)


def load(path: Path) -> tuple[Bridge, BlipTextLMHeadModel]:
    state = torch.load(path, weights_only=True)
    bridge = Bridge(state["feature_scale"])
    bridge.load_state_dict(state["bridge"])
    decoder = BlipTextLMHeadModel(text_config(len(state["decoder"]["bert.embeddings.word_embeddings.weight"])))
    decoder.load_state_dict(state["decoder"])
    return bridge.eval(), decoder.eval()
