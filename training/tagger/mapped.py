"""Reads the named arrays of a mapped file (include/citypact/core/mapped_file.hpp)."""
import struct

import numpy as np

TYPES = ("u1", "i1", "u1", "<i4", "<u4", "<f4", "<u2", "<u8")


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != b"CITYPACT":
        raise SystemExit(f"{path}: not a mapped file; make it again with scripts/fetch-models")
    arrays = {}
    for number in range(struct.unpack_from("<I", data, 12)[0]):
        name, kind, dimensions, *shape, offset, size = struct.unpack_from("<56sII4QQQ", data, 192 + 128 * number)
        array = np.frombuffer(data, TYPES[kind], size // np.dtype(TYPES[kind]).itemsize, offset)
        arrays[name.rstrip(b"\0").decode()] = array.reshape(shape[:dimensions])
    return arrays
