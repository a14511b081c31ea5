"""The model that ships: transformers' own CLIPModel, small, with heads beside it that only training uses."""

import torch
from torch import nn
from transformers import CLIPConfig, CLIPModel

from tokenizer import CONTEXT_LENGTH

IMAGE_SIZE = 96
MEAN = [0.48145466, 0.4578275, 0.40821073]  # OpenAI's CLIP
STANDARD_DEVIATION = [0.26862954, 0.26130258, 0.27577711]


def make_config(vocabulary_size, start_id, end_id, patch_size=12):
    return CLIPConfig(
        text_config=dict(
            vocab_size=vocabulary_size,
            hidden_size=160,
            intermediate_size=480,
            num_hidden_layers=2,
            num_attention_heads=4,
            max_position_embeddings=CONTEXT_LENGTH,
            bos_token_id=start_id,
            eos_token_id=end_id,
            pad_token_id=end_id,
            projection_dim=128,
        ),
        vision_config=dict(
            hidden_size=192,
            intermediate_size=640,
            num_hidden_layers=6,
            num_attention_heads=4,
            image_size=IMAGE_SIZE,
            patch_size=patch_size,
            projection_dim=128,
        ),
        projection_dim=128,
    )


class TrainedClip(nn.Module):
    def __init__(self, config, attribute_count):
        super().__init__()
        self.clip = CLIPModel(config)
        self.attributes = nn.Linear(config.vision_config.hidden_size, attribute_count)

    def see(self, pixels):
        """float [batch, 3, S, S] -> embeddings of length 1, logits of the attributes"""
        pooled = self.clip.vision_model(pixel_values=pixels).pooler_output
        return nn.functional.normalize(self.clip.visual_projection(pooled).float(), dim=-1), self.attributes(pooled)

    def read(self, ids):
        """int [batch, tokens] -> embeddings of length 1"""
        pooled = self.clip.text_model(input_ids=ids).pooler_output
        return nn.functional.normalize(self.clip.text_projection(pooled).float(), dim=-1)
