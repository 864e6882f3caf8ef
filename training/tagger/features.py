"""Token features: the file that the C++ program writes (`citypact-features`), and how training reads it.

A features file is little endian: b"CPFEATUR", u32 version, hashes, flags, floats; then for every document u32 length and
bytes of its id (the path as given), u32 tokens T, and the arrays begin u32[T], end u32[T] (code points), sentence u32[T],
word u32[T], shape u8[T], hash u16[T, hashes], flag u8[T, flags], float f32[T, floats].
"""
import dataclasses
import struct

import numpy as np

MAGIC, VERSION = b"CPFEATUR", 1


@dataclasses.dataclass
class Tokens:
    """Features of one document's T tokens; `sentence` numbers their sentences."""
    id: str
    begin: np.ndarray
    end: np.ndarray
    sentence: np.ndarray
    word: np.ndarray
    shape: np.ndarray
    hash: np.ndarray
    flag: np.ndarray
    float: np.ndarray


def fields(hashes, flags, floats):
    return (("begin", "<u4", 1), ("end", "<u4", 1), ("sentence", "<u4", 1), ("word", "<u4", 1), ("shape", "u1", 1),
            ("hash", "<u2", hashes), ("flag", "u1", flags), ("float", "<f4", floats))


def read(path):
    """Yields Tokens."""
    with open(path, "rb") as file:
        magic, version, *sizes = struct.unpack("<8s4I", file.read(24))
        if magic != MAGIC or version != VERSION:
            raise SystemExit(f"{path}: not a features file of version {VERSION}; make it again with citypact-features")
        while head := file.read(4):
            name = file.read(struct.unpack("<I", head)[0]).decode()
            (count,) = struct.unpack("<I", file.read(4))
            arrays = {}
            for field, dtype, width in fields(*sizes):
                array = np.frombuffer(file.read(np.dtype(dtype).itemsize * width * count), dtype)
                arrays[field] = array if field not in ("hash", "flag", "float") else array.reshape(count, width)
            yield Tokens(name, **arrays)


def write(path, documents):
    with open(path, "wb") as file:
        for number, t in enumerate(documents):
            sizes = (t.hash.shape[1], t.flag.shape[1], t.float.shape[1])
            if not number:
                file.write(struct.pack("<8s4I", MAGIC, VERSION, *sizes))
            name = t.id.encode()
            file.write(struct.pack("<I", len(name)) + name + struct.pack("<I", len(t.begin)))
            for field, dtype, _ in fields(*sizes):
                file.write(np.ascontiguousarray(getattr(t, field), dtype=dtype).tobytes())
