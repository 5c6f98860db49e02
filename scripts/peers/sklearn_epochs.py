"""The same training in scikit-learn: prints seconds per epoch (training and one pass over the test set), one line each.

scikit-learn has no squared error for classifiers: W0 runs with its cross-entropy.

Usage: sklearn_epochs.py DATA WORK EPOCHS THREADS
"""
import gzip
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[4]

import numpy as np  # noqa: E402  (the thread counts must be set before)
from sklearn.neural_network import MLPClassifier  # noqa: E402

WORKS = {
    "W0": ((30,), "logistic", 10, "sgd", 1.5),
    "W1": ((128,), "relu", 64, "sgd", 0.1),
    "W2": ((512, 512), "relu", 128, "sgd", 0.1),
    "W3": ((2500, 2000, 1500, 1000, 500), "relu", 256, "sgd", 0.05),
    "W4": ((512, 512), "relu", 128, "adam", 0.001),
}


def read(folder, name, header):
    path = os.path.join(folder, name)
    opened = gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")
    with opened as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def load(folder, part):
    images = read(folder, part + "-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) * np.float32(2 / 255)
    return images, read(folder, part + "-labels-idx1-ubyte", 8)


def main():
    hidden, activation, batch, solver, rate = WORKS[sys.argv[2]]
    x, y = load(sys.argv[1], "train")
    test_x, test_y = load(sys.argv[1], "t10k")
    model = MLPClassifier(
        hidden, activation=activation, solver=solver, alpha=0, batch_size=batch, learning_rate_init=rate, momentum=0,
        nesterovs_momentum=False, random_state=1,
    )
    for _ in range(int(sys.argv[3])):
        start = time.perf_counter()
        model.partial_fit(x, y, classes=np.arange(10))
        right = model.score(test_x, test_y)
        print(f"{time.perf_counter() - start:.4f} {right:.4f}", flush=True)


main()
