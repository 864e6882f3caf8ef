"""Matrices in the layout that src/neural multiplies with: panels of 16 columns (include/citypact/neural/gemm.hpp)."""
import numpy as np

WIDTH = 16


def panels(weight):
    """[inputs][outputs] float32 -> [ceil(outputs / 16)][inputs][16]; columns past the last are zero."""
    inputs, outputs = weight.shape
    count = -(-outputs // WIDTH)
    padded = np.zeros((inputs, count * WIDTH), np.float32)
    padded[:, :outputs] = weight
    return np.ascontiguousarray(padded.reshape(inputs, count, WIDTH).transpose(1, 0, 2))


def padded(vector):
    """A bias, filled with zeros to whole panels."""
    out = np.zeros(-(-len(vector) // WIDTH) * WIDTH, np.float32)
    out[: len(vector)] = vector
    return out
