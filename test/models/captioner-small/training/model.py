"""The captioner of tests: transformers' own BLIP, small. Its image tower begins as that of ../../drawings."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import BlipConfig, BlipForConditionalGeneration

SIDE = 96
MEAN = [0.48145466, 0.4578275, 0.40821073]  # OpenAI's CLIP, and BLIP
STANDARD_DEVIATION = [0.26862954, 0.26130258, 0.27577711]
VISION_LAYERS = 5
MOST_TOKENS = 32
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]"]
PAD, SEP, DEC = 0, 3, 5
DRAWINGS = Path(__file__).resolve().parent.parent.parent / "drawings/onnx/vision_model.onnx"


def make_config(vocabulary_size: int) -> BlipConfig:
    return BlipConfig(
        text_config=dict(
            vocab_size=vocabulary_size, hidden_size=128, encoder_hidden_size=192, intermediate_size=512,
            num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=MOST_TOKENS, hidden_dropout_prob=0.1,
            attention_probs_dropout_prob=0.0, bos_token_id=DEC, eos_token_id=SEP, sep_token_id=SEP, pad_token_id=PAD,
        ),
        vision_config=dict(
            hidden_size=192, intermediate_size=640, num_hidden_layers=VISION_LAYERS, num_attention_heads=4,
            image_size=SIDE, patch_size=16, hidden_act="quick_gelu", initializer_range=0.02,
        ),
    )  # fmt: skip


def make_tokenizer(captions: list[str]) -> Tokenizer:
    """A WordPiece of whole words, as BLIP's is one of BERT's; letters for words that no caption has."""
    words = sorted({word for caption in captions for word in plain(caption)})
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    pieces = SPECIAL + letters + [f"##{letter}" for letter in letters] + [word for word in words if len(word) > 1 or word not in letters]
    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(SPECIAL)
    return tokenizer


def plain(caption: str) -> list[str]:
    normal = normalizers.BertNormalizer().normalize_str(caption)
    return [word for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(normal)]


def begin(vocabulary_size: int, pixels: torch.Tensor) -> BlipForConditionalGeneration:
    """@param pixels float [pictures, 3, 96, 96] of the kind that it will see"""
    blip = BlipForConditionalGeneration(make_config(vocabulary_size))
    graph = onnx.load(str(DRAWINGS)).graph
    named = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    matrices = iter(one for name, one in named.items() if name.startswith("onnx::MatMul"))
    embeddings, encoder = blip.vision_model.embeddings, blip.vision_model.encoder
    with torch.no_grad():
        # CLIP normalises what BLIP does not: here that is a scale, the same for every patch.
        gain, scale = named["tower.pre_layrnorm.weight"], patch_scale(named, pixels)
        embeddings.patch_embedding.weight.copy_(named["tower.embeddings.patch_embedding.weight"] * (gain * scale)[:, None, None, None])
        embeddings.patch_embedding.bias.zero_()
        shift = named["tower.pre_layrnorm.bias"]
        embeddings.position_embedding.copy_(named["tower.embeddings.position_embedding.weight"] * gain * scale + shift)
        embeddings.class_embedding.copy_(named["tower.embeddings.class_embedding"] * gain * scale)
        for number, layer in enumerate(encoder.layers):
            at = f"tower.encoder.layers.{number}"
            q, k, v, out, first, second = (next(matrices).T for _ in range(6))
            biases = [named[f"{at}.self_attn.{part}_proj.bias"] for part in "qkv"]
            layer.self_attn.qkv.weight.copy_(torch.cat([q, k, v]))
            layer.self_attn.qkv.bias.copy_(torch.cat(biases))
            layer.self_attn.projection.weight.copy_(out)
            layer.self_attn.projection.bias.copy_(named[f"{at}.self_attn.out_proj.bias"])
            for part, matrix in (("fc1", first), ("fc2", second)):
                getattr(layer.mlp, part).weight.copy_(matrix)
                getattr(layer.mlp, part).bias.copy_(named[f"{at}.mlp.{part}.bias"])
            for own, theirs in ((layer.layer_norm1, "layer_norm1"), (layer.layer_norm2, "layer_norm2")):
                own.weight.copy_(named[f"{at}.{theirs}.weight"])
                own.bias.copy_(named[f"{at}.{theirs}.bias"])
    return blip


def patch_scale(named: dict[str, torch.Tensor], pixels: torch.Tensor) -> float:
    """One over the usual deviation of what enters CLIP's first normalisation."""
    patches = torch.nn.functional.conv2d(pixels, named["tower.embeddings.patch_embedding.weight"], stride=16)
    entering = patches.flatten(2).transpose(1, 2) + named["tower.embeddings.position_embedding.weight"][1:]
    return float(1 / entering.std(-1).mean())
