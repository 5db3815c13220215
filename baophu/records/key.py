"""The office's folder and its secret key, and the keyed hash of a social-insurance number.

A plain hash of a ten-digit number is undone by trying all ten thousand million of them; this one is not, without the
key. It is still personal data, so it never leaves the office's folder.
"""

import contextlib
import hmac
import os
import secrets
import subprocess
from pathlib import Path

import numpy as np

from baophu.common.errors import BaophuError
from baophu.common.messages import message

KEY_BYTES = 32
_HASH_BYTES = 8
_READABLE_BY_OTHERS = 0o077
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")


class FolderNotIgnored(BaophuError):
    """Git would commit what is written into the folder."""

    exit_code = 2


class UnsafeKey(BaophuError):
    """The key has a wrong length, or other users of the machine can read it."""

    exit_code = 2


def records_folder(data: Path) -> Path:
    """The folder of all card records below the ledger's folder."""
    return data / "local" / "records"


def check_folder(folder: Path) -> None:
    """Refuse a folder whose files git would take into a commit.

    Raises
    ------
    FolderNotIgnored
        No rule of git ignores the folder.
    """
    parent = next(path for path in (folder, *folder.parents) if path.is_dir())
    # 0: ignored, 1: not ignored, 128: no repository, where nothing can be committed.
    try:
        command = ["git", "-C", str(parent), "check-ignore", "--quiet", "--no-index", str(folder / "key")]
        is_ignored = subprocess.run(command, capture_output=True, check=False).returncode != 1
    except FileNotFoundError:
        is_ignored = True
    if not is_ignored:
        raise FolderNotIgnored(message("records-not-ignored", folder=folder))


def is_synced(folder: Path) -> bool:
    """Whether a folder lies where a program copies it to other machines."""
    return any(name in part.casefold() for part in folder.resolve().parts for name in _SYNCED)


def load_key(folder: Path) -> bytes:
    """The key of a folder; made once, of 32 random bytes that the owner alone can read.

    Raises
    ------
    UnsafeKey
        The file is damaged, or other users can read it.
    """
    path = folder / "key"
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(secrets.token_bytes(KEY_BYTES))
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise UnsafeKey(message("records-key-damaged", file=path))
    if os.name == "posix" and path.stat().st_mode & _READABLE_BY_OTHERS:
        raise UnsafeKey(message("records-key-readable", file=path))
    return key


class NumberHashes:
    """Keyed hashes of social-insurance numbers, each distinct number hashed once.

    Parameters
    ----------
    key : bytes
        The office's key.
    """

    def __init__(self, key: bytes):
        self._key = key
        self._numbers, self._hashes = np.empty(0, np.int64), np.empty(0, np.uint64)

    def hash(self, numbers: np.ndarray) -> np.ndarray:
        """Hashes of an array of numbers of ten digits, as uint64.

        Each is the first eight bytes, big-endian, of HMAC-SHA256 of the ten digits.
        """
        distinct, place = np.unique(numbers, return_inverse=True)
        at = np.searchsorted(self._numbers, distinct)
        is_known = at < len(self._numbers)
        is_known[is_known] = self._numbers[at[is_known]] == distinct[is_known]
        is_new = ~is_known
        new = distinct[is_new]
        digests = b"".join(hmac.digest(self._key, b"%010d" % n, "sha256")[:_HASH_BYTES] for n in new.tolist())
        self._hashes = np.insert(self._hashes, at[is_new], np.frombuffer(digests, ">u8"))
        self._numbers = np.insert(self._numbers, at[is_new], new)
        return self._hashes[at + np.cumsum(is_new) - is_new][place]

    def count_collisions(self) -> int:
        """Numbers whose hash another number has: none, but for chances of one in a million in a province."""
        return len(self._numbers) - len(np.unique(self._hashes))
