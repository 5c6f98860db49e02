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
    "W5": ([1500, 1000, 500], "relu", "cross-entropy", 128, "nesterov", 0.1),
}
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8

# Of W5: the units of its first layer see windows of the image, and all layers but the last are normalized.
WINDOW, MOMENTUM, L2, AVERAGING, STATISTICS, VARIANCE = 9, 0.9, 5e-4, 0.9995, 0.1, 1e-5


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


def windows(units):
    draw, seen = np.random.default_rng(3), np.zeros((units, 28, 28), np.float32)
    for unit in seen:
        row, column = draw.integers(0, 28 - WINDOW + 1, 2)
        unit[row : row + WINDOW, column : column + WINDOW] = 1
    return jnp.asarray(seen.reshape(units, 784))


def normalized_forward(parameters, statistics, x):
    """Returns the logits, and the statistics that were used: those of the batch where none are given."""
    *below, (w, b) = parameters
    used = []
    for layer, (weights, bias, gamma, beta) in enumerate(below):
        z = x @ weights.T + bias
        mean, variance = statistics[layer] if statistics else (z.mean(0), z.var(0))
        used.append((mean, variance))
        x = jnp.maximum((z - mean) / jnp.sqrt(variance + VARIANCE) * gamma + beta, 0)
    return x @ w.T + b, used


def normalized_start(hidden):
    """The state for normalized_stepper: (parameters, statistics), momentum, average of the first, number of the step."""
    *below, last = network(hidden, "relu")
    seen = windows(hidden[0])
    below = [(w * seen if i == 0 else w, b, jnp.ones_like(b), jnp.zeros_like(b)) for i, (w, b) in enumerate(below)]
    statistics = [(jnp.zeros_like(b), jnp.ones_like(b)) for _, b, _, _ in below]
    parameters = [*below, last]
    average = jax.tree.map(jnp.copy, (parameters, statistics))
    return (parameters, statistics), jax.tree.map(jnp.zeros_like, parameters), average, jnp.int32(0)


def normalized_stepper(hidden, rate):
    seen = windows(hidden[0])

    def value(parameters, x, t):
        out, used = normalized_forward(parameters, None, x)
        return -(jax.nn.log_softmax(out) * t).sum(1).mean(), used

    def step(state, x, t):
        (parameters, statistics), momentum, average, number = state
        gradient, used = jax.grad(value, has_aux=True)(parameters, x, t)
        gradient[0] = (gradient[0][0] * seen, *gradient[0][1:])
        gradient = jax.tree.map(lambda g, w: g + L2 * w if w.ndim == 2 else g, gradient, parameters)
        momentum = jax.tree.map(lambda m, g: MOMENTUM * m + g, momentum, gradient)
        parameters = jax.tree.map(lambda w, g, m: w - rate * (g + MOMENTUM * m), parameters, gradient, momentum)
        statistics = jax.tree.map(lambda s, u: s + STATISTICS * (u - s), statistics, used)
        number += 1
        share = 1 - jnp.minimum(AVERAGING, (1 + number) / (10 + number))
        average = jax.tree.map(lambda a, w: a + share * (w - a), average, (parameters, statistics))
        return (parameters, statistics), momentum, average, number

    return step


def main():
    folder, work, epochs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    hidden, activation, loss, batch, optimizer, rate = WORKS[work]
    x, y = load(folder, "train")
    test_x, test_y = load(folder, "t10k")
    one_hot = jax.nn.one_hot(y, 10, dtype=jnp.float32)
    normalized = optimizer == "nesterov"
    step = normalized_stepper(hidden, rate) if normalized else stepper(activation, loss, optimizer, rate)

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
    if normalized:
        state, answer = normalized_start(hidden), lambda state, x: normalized_forward(*state[2], x)[0]
    else:
        parameters, answer = network(hidden, activation), lambda state, x: forward(state[0], x, activation)
        zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)  # noqa: E731
        state = parameters, (zeros(), zeros()) if optimizer == "adam" else (), jnp.int32(0)
    accuracy = jax.jit(lambda state, x, y: (answer(state, x).argmax(1) == y).mean())
    shuffle = np.random.default_rng(2)
    for _ in range(epochs):
        start = time.perf_counter()
        state = epoch(state, x, one_hot, shuffle.permutation(len(y)).astype(np.int32))
        right = float(accuracy(state, test_x, test_y))
        print(f"{time.perf_counter() - start:.4f} {right:.4f}", flush=True)


main()
