"""The garble model: how likely a sentence is broken, and at which of its words.

A small transformer (an encoder with a head for the sentence and one for each token, int8), run by
onnxruntime on one thread. It knows words without their capitals, and of each token its case. What
it was trained on and how well it does: docs/models/garble.md.

Each sentence is read alone. The numbers inside are rounded on a scale that all sentences of a batch
share, so that in a batch a sentence would score by its company: a paragraph added to an article
would change what is reported of the others.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newslint.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Encoding

FOLDER = Path(__file__).parent / "models"
NETWORK, TOKENIZER, FACTS = "garble.onnx", "garble-tokenizer.json", "garble.json"
INPUTS = ("input_ids", "attention_mask", "case")
OUTPUTS = ("sentence", "tokens")
REMEMBERED = 1024
"""Sentences whose readings are kept: `fix` reads the same ones in every round."""


class Token(NamedTuple):
    """A piece of a word, `text[start:end]`, and the log odds that the sentence breaks before it."""

    start: int
    end: int
    logit: float


class Reading(NamedTuple):
    """What the model makes of a sentence: the log odds that it is garbled, and its tokens."""

    logit: float
    tokens: tuple[Token, ...]


class Facts(NamedTuple):
    """What is known of the weights; log odds throughout.

    From `report` on a sentence is reported, from `sure` on it is all but certain (false positives:
    1 and 0.2 % of well-formed sentences of news). `temperature` makes log odds probabilities.
    Sentences of more than `max_length` tokens are not read. `sha256` is that of the network which
    all of this is true of.
    """

    report: float
    sure: float
    temperature: float
    max_length: int
    sha256: str

    def probability(self, logit: float) -> float:
        """The probability that a sentence with these log odds is garbled."""
        scaled = logit / self.temperature
        return 1 / (1 + exp(-scaled)) if scaled > -700 else 0.0


class Reader(Protocol):
    """What reads sentences: this model, or the strong detector."""

    @property
    def facts(self) -> Facts:
        """What the log odds of readings are to be compared with."""

    def read(self, texts: Sequence[str]) -> list[Reading | None]:
        """The reading of each sentence; None of one that is too long."""


class Model:
    """The weights, ready to read sentences."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when a file is missing, damaged, or another kind of model."""
        self.facts = facts(folder)
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._session = _session(folder / NETWORK, self.facts.sha256)
        self._known = lru_cache(maxsize=REMEMBERED)(self._read)

    def read(self, texts: Sequence[str]) -> list[Reading | None]:
        """The reading of each sentence; None of one that is too long."""
        return [self._known(text) for text in texts]

    def judge(self, texts: Sequence[str]) -> list[float]:
        """The log odds of some texts, read as one batch: for orders of the same words.

        Raises ValueError when one is too long.
        """
        if not texts:
            return []
        sentence, _ = self._run(texts, [self._tokenizer.encode(text) for text in texts])
        return [float(logit) for logit in sentence]

    def _read(self, text: str) -> Reading | None:
        encoding = self._tokenizer.encode(text)
        if len(encoding.ids) > self.facts.max_length:
            return None
        sentence, tokens = self._run([text], [encoding])
        return Reading(
            float(sentence[0]),
            tuple(
                Token(start, end, float(logit))
                for (start, end), special, logit in zip(
                    encoding.offsets, encoding.special_tokens_mask, tokens[0], strict=True
                )
                if not special
            ),
        )

    def _run(
        self, texts: Sequence[str], encodings: Sequence[Encoding]
    ) -> tuple[NDArray[np.float32], ...]:
        import numpy as np

        longest = max(len(each.ids) for each in encodings)
        if longest > self.facts.max_length:
            raise ValueError(f"a text of {longest} tokens; {self.facts.max_length} are the most")
        ids, mask, case = (np.zeros((len(texts), longest), dtype=np.int64) for _ in INPUTS)
        for row, (text, each) in enumerate(zip(texts, encodings, strict=True)):
            ids[row, : len(each.ids)] = each.ids
            mask[row, : len(each.ids)] = 1
            case[row, : len(each.ids)] = [_case(text[start:end]) for start, end in each.offsets]
        inputs = dict(zip(INPUTS, (ids, mask, case), strict=True))
        return tuple(self._session.run(list(OUTPUTS), inputs))


def _case(token: str) -> int:
    """0 for a token in small letters, 1 for one with a Capital, 2 for CAPITALS."""
    if not token[:1].isupper():
        return 0
    return 2 if len(token) > 1 and token.isupper() else 1


def reader(*, strong: bool) -> Reader:
    """What reads sentences. Raises ModelError when it cannot be had."""
    if not strong:
        return model()
    from newslint.rules import strongmodel

    return strongmodel.strong()


def model() -> Model:
    """The shipped model, read once by each process. Raises ModelError when it cannot be."""
    return _loaded(FOLDER, os.getpid())


@cache
def _loaded(folder: Path, _process: int) -> Model:
    return Model(folder)


@cache
def facts(folder: Path, name: str = FACTS) -> Facts:
    """What is known of the weights in a folder. Raises ModelError."""
    found = read_facts(folder / name)
    try:
        return Facts(
            report=float(found["thresholds"]["report"]),
            sure=float(found["thresholds"]["sure"]),
            temperature=float(found["temperature"]),
            max_length=int(found["max_length"]),
            sha256=str(found["sha256"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(folder / name, error) from error


def read_facts(path: Path) -> dict[str, Any]:
    """What a file of facts holds. Raises ModelError when that is no JSON object."""
    import json

    try:
        return dict(json.loads(_bytes(path)))
    except (ValueError, TypeError) as error:
        raise damaged(path, error) from error


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    content = _bytes(path)
    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:
        raise damaged(path, error) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(path: Path, digest: str) -> Any:
    import onnxruntime

    content = content_of(path, digest)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Memory that is given back: a long sentence must not cost its worker for ever.
    options.enable_cpu_mem_arena = False
    try:
        session = onnxruntime.InferenceSession(content, options, ["CPUExecutionProvider"])
    except Exception as error:
        raise damaged(path, error) from error
    names = {each.name for each in session.get_inputs()}
    made = {each.name for each in session.get_outputs()}
    if names != set(INPUTS) or not made.issuperset(OUTPUTS):
        raise damaged(path, ValueError(f"inputs {sorted(names)}, outputs {sorted(made)}"))
    return session


def content_of(path: Path, digest: str) -> bytes:
    """The bytes of a file of weights. Raises ModelError unless their SHA-256 is `digest`."""
    from hashlib import sha256

    content = _bytes(path)
    if sha256(content).hexdigest() != digest:
        raise damaged(path, ValueError("its SHA-256 is not the one that its facts name"))
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}; {_REMEDY}") from error


def damaged(path: Path, error: Exception) -> ModelError:
    """The error for a file that is not what it ought to be."""
    return ModelError(f"{path}: this is not the garble model ({error}); {_REMEDY}")


_REMEDY = "install newslint anew, or leave the models out with `--no-model`"
