#!/usr/bin/env python3
"""Says what images show. The network is in this file; it needs Python 3 and NumPy, and Pillow for pictures.

    python3 predict.py t10k-images-idx3-ubyte.gz       IDX, gzipped or not
    python3 predict.py images.npy arrays.npz           N x rows x columns of bytes
    python3 predict.py seven.png                       a picture of the network's size

Prints for each image its file, its number, the class and its probability (its score, where the network's outputs are no
probabilities), with tabs between them. Pixels are bytes as in the training images. From another program:

    from predict import predict
    outputs = predict(images)                          # N x classes, for N x rows x columns of bytes

Written by mnist.
"""

import base64
import gzip
import io
import math
import os
import sys
import zipfile

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


FUNCTIONS = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "leaky-relu": lambda z: np.maximum(z, 0.01 * z),
    "identity": lambda z: z,
    "scaled-tanh": lambda z: 1.7159 * np.tanh(2 / 3 * z),
    "silu": lambda z: z * sigmoid(z),
    "gelu-tanh": lambda z: z / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "softmax": softmax,
}


def layer_norm(z, scale, shift):
    centred = z - z.mean(axis=1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-5) * scale + shift


def predict(images):
    """The outputs, N x classes, of images, N x rows x columns of bytes."""
    activation = FUNCTIONS[str(NETWORK["activation"])]
    modules = 2 if NETWORK["normalization"] == "none" else 3
    hidden = len(str(NETWORK["widths"]).split("-")) - 2
    x = images.reshape(len(images), -1).astype(np.float32) * NETWORK["pixel_scale"]
    with np.errstate(over="ignore"):  # e^-z, where z is far below 0
        for layer in range(hidden):
            name = str(modules * layer)
            z = x @ NETWORK[name + ".weight"].T + NETWORK[name + ".bias"]
            if modules == 3:
                norm = str(modules * layer + 1)
                z = layer_norm(z, NETWORK[norm + ".weight"], NETWORK[norm + ".bias"])
            a = activation(z)
            if "residual" in NETWORK and layer > 0:
                a = a + (x @ NETWORK[name + ".projection"].T if name + ".projection" in NETWORK else x)
            x = a
        name = str(modules * hidden)
        return FUNCTIONS[str(NETWORK["output"])](x @ NETWORK[name + ".weight"].T + NETWORK[name + ".bias"])


def read(file):
    """The images of a file, N x rows x columns of bytes."""
    with open(file, "rb") as opened:
        start = opened.read(8)
    if start.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM")):
        return shaped(picture(file))
    if start.startswith(b"PK"):
        return shaped(array_of_npz(file))
    if start.startswith(b"\x93NUMPY"):
        return shaped(np.load(file, allow_pickle=False))
    return shaped(idx(file, start))


def picture(file):
    try:
        from PIL import Image
    except ImportError:
        raise ValueError("is a picture, which needs Pillow: pip install pillow")
    return np.asarray(Image.open(file).convert("L"))


def array_of_npz(file):
    arrays = np.load(file, allow_pickle=False)
    names = [name for name in arrays.files if arrays[name].ndim == 3]
    if len(names) == 1:
        return arrays[names[0]]
    if "x_test" in names:
        return arrays["x_test"]
    raise ValueError(f"expected one array of N x rows x columns, found {names or arrays.files}; save it alone as .npy")


def idx(file, start):
    """http://yann.lecun.com/exdb/mnist: 0, 0, type, dimensions; the sizes; the bytes."""
    with (gzip.open if start.startswith(b"\x1f\x8b") else open)(file, "rb") as opened:
        content = opened.read()
    if content[:4] != b"\0\0\x08\x03":
        raise ValueError("expected images as IDX, .npy, .npz or a picture, found something else; name another file")
    sizes = np.frombuffer(content, ">u4", 3, 4).astype(int)
    if len(content) != 16 + sizes.prod():
        raise ValueError(f"expected {16 + sizes.prod()} bytes, found {len(content)}; copy the file again")
    return np.frombuffer(content, np.uint8, offset=16).reshape(sizes)


def shaped(images):
    rows, columns = int(NETWORK["rows"]), int(NETWORK["columns"])
    if images.dtype != np.uint8:
        raise ValueError(f"expected bytes (uint8, 0 to 255), found {images.dtype}; convert the array")
    if images.ndim == 2 and images.shape[1] == rows * columns:
        images = images.reshape(-1, rows, columns)
    images = images[None] if images.ndim == 2 else images
    if images.ndim != 3 or images.shape[1:] != (rows, columns):
        raise ValueError(f"expected images of {columns} x {rows} pixels, found an array {images.shape}; resize them")
    return images


def main(files):
    if not files or files[0].startswith("-"):
        print(__doc__)
        return 0 if files else 2
    classes = NETWORK["class_names"]
    for file in files:
        try:
            outputs = predict(read(file))
        except (OSError, EOFError, ValueError, zipfile.BadZipFile) as e:
            print(f"predict: {file}: {e}", file=sys.stderr)
            return 3
        for number, row in enumerate(outputs):
            best = row.argmax()
            print(f"{file}\t{number}\t{classes[best]}\t{row[best]:.4f}")
    return 0


# An .npz file.
WEIGHTS = """
@WEIGHTS@
"""

with np.load(io.BytesIO(base64.b64decode(WEIGHTS)), allow_pickle=False) as arrays:
    NETWORK = {name: arrays[name] for name in arrays.files}

if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # Nobody reads any more; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)
