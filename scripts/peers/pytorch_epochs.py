"""The same training in PyTorch: prints seconds per epoch (training and one pass over the test set), one line each.

Usage: pytorch_epochs.py DATA WORK EPOCHS THREADS
"""
import gzip
import os
import sys
import time

import torch

WORKS = {
    "W0": ([30], "sigmoid", "mse", 10, "sgd", 1.5),
    "W1": ([128], "relu", "cross-entropy", 64, "sgd", 0.1),
    "W2": ([512, 512], "relu", "cross-entropy", 128, "sgd", 0.1),
    "W3": ([2500, 2000, 1500, 1000, 500], "relu", "cross-entropy", 256, "sgd", 0.05),
    "W4": ([512, 512], "relu", "cross-entropy", 128, "adam", 0.001),
}


def read(folder, name, header):
    path = os.path.join(folder, name)
    opened = gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")
    with opened as file:
        return torch.frombuffer(bytearray(file.read()[header:]), dtype=torch.uint8)


def load(folder, part):
    images = read(folder, part + "-images-idx3-ubyte", 16).reshape(-1, 784).float() * (2 / 255)
    return images, read(folder, part + "-labels-idx1-ubyte", 8).long()


def network(hidden, activation, loss):
    layers, width = [], 784
    for out in hidden:
        layers += [torch.nn.Linear(width, out), torch.nn.Sigmoid() if activation == "sigmoid" else torch.nn.ReLU()]
        width = out
    layers.append(torch.nn.Linear(width, 10))
    if loss == "mse":
        layers.append(torch.nn.Sigmoid())
    return torch.nn.Sequential(*layers)


def optimizer(name, parameters, rate):
    make = torch.optim.Adam if name == "adam" else torch.optim.SGD
    try:
        return make(parameters, rate, fused=True)
    except (TypeError, RuntimeError):
        # Older versions cannot do that on a CPU.
        return make(parameters, rate)


def main():
    folder, work, epochs, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    hidden, activation, loss, batch, optimizer_name, rate = WORKS[work]
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    x, y = load(folder, "train")
    test_x, test_y = load(folder, "t10k")
    one_hot = torch.nn.functional.one_hot(y, 10).float()
    model = network(hidden, activation, loss)
    descent = optimizer(optimizer_name, list(model.parameters()), rate)
    for _ in range(epochs):
        start = time.perf_counter()
        order = torch.randperm(len(y))
        for i in range(0, len(y), batch):
            rows = order[i : i + batch]
            descent.zero_grad()
            out = model(x[rows])
            if loss == "mse":
                value = ((out - one_hot[rows]) ** 2).sum(1).mean()
            else:
                value = torch.nn.functional.cross_entropy(out, y[rows])
            value.backward()
            descent.step()
        with torch.no_grad():
            right = (model(test_x).argmax(1) == test_y).float().mean().item()
        print(f"{time.perf_counter() - start:.4f} {right:.4f}", flush=True)


main()
