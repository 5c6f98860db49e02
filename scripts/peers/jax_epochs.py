"""The same training in JAX: prints seconds per epoch (training and one pass over the test set), one line each.

Usage: jax_epochs.py DATA WORK EPOCHS THREADS
"""
import gzip
import os
import sys
import time

# JAX has no setting for its threads, but makes no more of them than the process may use cores. Where the system cannot pin
# a process, JAX uses all.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[4])])
os.environ["JAX_PLATFORMS"] = "cpu"

import jax  # noqa: E402  (the cores must be chosen before)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

WORKS = {
    "W0": ([30], "sigmoid", "mse", 10, "sgd", 1.5),
    "W1": ([128], "relu", "cross-entropy", 64, "sgd", 0.1),
    "W2": ([512, 512], "relu", "cross-entropy", 128, "sgd", 0.1),
    "W3": ([2500, 2000, 1500, 1000, 500], "relu", "cross-entropy", 256, "sgd", 0.05),
    "W4": ([512, 512], "relu", "cross-entropy", 128, "adam", 0.001),
}
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def read(folder, name, header):
    path = os.path.join(folder, name)
    opened = gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")
    with opened as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def load(folder, part):
    images = read(folder, part + "-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) * np.float32(2 / 255)
    return jnp.asarray(images), jnp.asarray(read(folder, part + "-labels-idx1-ubyte", 8).astype(np.int32))


def network(hidden, activation):
    draw, widths = np.random.default_rng(1), [784, *hidden, 10]
    gain = 1 if activation == "sigmoid" else 2
    # Outputs x inputs: the other way W0 takes a third longer, and the others the same.
    return [
        (jnp.asarray(draw.normal(0, (gain / n) ** 0.5, (m, n)), jnp.float32), jnp.zeros(m, jnp.float32))
        for n, m in zip(widths, widths[1:])
    ]


def forward(parameters, x, activation):
    *below, (w, b) = parameters
    for weights, bias in below:
        x = x @ weights.T + bias
        x = jax.nn.sigmoid(x) if activation == "sigmoid" else jnp.maximum(x, 0)
    return x @ w.T + b


def stepper(activation, loss, optimizer, rate):
    """The function that takes (parameters, memory of the optimizer, number of the step) one step on."""

    def value(parameters, x, t):
        out = forward(parameters, x, activation)
        if loss == "mse":
            return ((jax.nn.sigmoid(out) - t) ** 2).sum(1).mean()
        return -(jax.nn.log_softmax(out) * t).sum(1).mean()

    def step(state, x, t):
        parameters, memory, number = state
        gradient = jax.grad(value)(parameters, x, t)
        number += 1
        if optimizer == "sgd":
            return jax.tree.map(lambda w, g: w - rate * g, parameters, gradient), memory, number
        mean, square = memory
        mean = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, mean, gradient)
        square = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, square, gradient)
        factor, correction = rate / (1 - BETA1**number), 1 / jnp.sqrt(1 - BETA2**number)
        parameters = jax.tree.map(
            lambda w, m, v: w - factor * m / (jnp.sqrt(v) * correction + EPSILON), parameters, mean, square
        )
        return parameters, (mean, square), number

    return step


def main():
    folder, work, epochs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    hidden, activation, loss, batch, optimizer, rate = WORKS[work]
    x, y = load(folder, "train")
    test_x, test_y = load(folder, "t10k")
    one_hot = jax.nn.one_hot(y, 10, dtype=jnp.float32)
    step = stepper(activation, loss, optimizer, rate)

    # The whole epoch is one compiled program: it gathers each batch, and the parameters change in place.
    def epoch(state, x, one_hot, order):
        def next_batch(state, rows):
            take = lambda a: a.at[rows].get(mode="promise_in_bounds", unique_indices=True)  # noqa: E731
            return step(state, take(x), take(one_hot)), None

        whole = len(order) // batch * batch
        state, _ = jax.lax.scan(next_batch, state, order[:whole].reshape(-1, batch))
        # The last batch is shorter where the images do not go up in batches.
        return next_batch(state, order[whole:])[0] if whole < len(order) else state

    epoch = jax.jit(epoch, donate_argnums=0)
    accuracy = jax.jit(lambda parameters, x, y: (forward(parameters, x, activation).argmax(1) == y).mean())
    parameters = network(hidden, activation)
    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)  # noqa: E731
    state = parameters, (zeros(), zeros()) if optimizer == "adam" else (), jnp.int32(0)
    shuffle = np.random.default_rng(2)
    for _ in range(epochs):
        start = time.perf_counter()
        state = epoch(state, x, one_hot, shuffle.permutation(len(y)).astype(np.int32))
        right = float(accuracy(state[0], test_x, test_y))
        print(f"{time.perf_counter() - start:.4f} {right:.4f}", flush=True)


main()
