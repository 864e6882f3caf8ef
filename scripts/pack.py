#!/usr/bin/env python3
"""Writes the mapped container that include/citypact/core/mapped_file.hpp describes. Used by the converters beside it."""
import os
import struct
import zlib

TYPES = {"bytes": 0, "int8": 1, "uint8": 2, "int32": 3, "uint32": 4, "float32": 5, "uint16": 6, "uint64": 7}
HEADER, ENTRY, ALIGN = 192, 128, 64


def pack(path, kind, licence, version, sections):
    """sections: list of (name, numpy array | bytes); the file appears whole or not at all."""
    table, blobs, offset = [], [], HEADER + ENTRY * len(sections)
    for name, data in sections:
        if isinstance(data, (bytes, bytearray)):
            blob, kind_code, shape = bytes(data), TYPES["bytes"], [len(data)]
        else:
            blob, kind_code, shape = data.tobytes(order="C"), TYPES[data.dtype.name], list(data.shape)
        offset = (offset + ALIGN - 1) // ALIGN * ALIGN
        shape4 = (shape + [0] * 4)[:4]
        table.append(struct.pack("<56sII4QQQI12x", name.encode(), kind_code, len(shape), *shape4, offset, len(blob), zlib.crc32(blob)))
        blobs.append((offset, blob))
        offset += len(blob)
    table = b"".join(table)

    def header(crc):
        return struct.pack("<8sIIQII32s64sI60x", b"CITYPACT", 1, len(sections), offset, crc, 0, kind.encode(), licence.encode(), version)

    temporary = f"{path}.tmp"
    with open(temporary, "wb") as out:
        out.write(header(zlib.crc32(header(0) + table)) + table)
        for start, blob in blobs:
            out.write(b"\0" * (start - out.tell()) + blob)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, path)
