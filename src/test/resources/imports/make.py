"""Makes the files beside it: small networks of other programs, and what these answer, in answers.json.

Needs torch, onnx, onnxscript, safetensors and scikit-learn. Answers are computed in double precision by the program that made the
network; those of Keras's files by NumPy, from the definition of a dense layer.
"""

import json
import warnings

import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from sklearn.neural_network import MLPClassifier
from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(19)
random = np.random.default_rng(19)
images = random.integers(0, 256, (5, 16), np.uint8)
answers = {}

UNIT = ("0..1", lambda p: p / 255)
NORMALIZED = ("0.1307,0.3081", lambda p: (p / 255 - 0.1307) / 0.3081)
SIGNED = ("-1..1", lambda p: p / 127.5 - 1)
BYTES = ("0..255", lambda p: p * 1.0)
INVERTED = ("1..0", lambda p: 1 - p / 255)


def note(name, pixels, probabilities, activation=None, output=None):
    answers[name] = {"pixels": pixels, "activation": activation, "output": output,
                     "probabilities": np.asarray(probabilities, float).tolist()}


def ask(network, pixels, last=lambda z: torch.softmax(z, 1)):
    with torch.no_grad():
        return last(network.double()(torch.tensor(pixels[1](images), dtype=torch.float64))).numpy()


def exported(name, network, pixels, shape=(1, 16), **options):
    torch.onnx.export(network.float().eval(), (torch.zeros(shape),), name, dynamo=False, **options)
    return pixels[0]


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(6, 3)
        self.fc1 = nn.Linear(16, 6)
        self.fc2 = nn.Linear(6, 6, bias=False)

    def forward(self, x):
        return self.out(torch.tanh(self.fc2(torch.tanh(self.fc1(x)))))


sequential = nn.Sequential(nn.Linear(16, 7), nn.ReLU(), nn.Linear(7, 5), nn.ReLU(), nn.Linear(5, 3))
save_file(sequential.state_dict(), "sequential.safetensors")
note("sequential.safetensors", NORMALIZED[0], ask(sequential, NORMALIZED), "relu")

named = Named()
save_file(named.state_dict(), "named.safetensors")
note("named.safetensors", SIGNED[0], ask(named, SIGNED), "tanh")
half = {name: tensor.half() for name, tensor in Named().state_dict().items()}
rounded = Named()
rounded.load_state_dict({name: tensor.float() for name, tensor in half.items()})
save_file(half, "half.safetensors")
note("half.safetensors", BYTES[0], ask(rounded, BYTES), "tanh")

batch = nn.Sequential(nn.Linear(16, 6), nn.BatchNorm1d(6), nn.SiLU(), nn.Linear(6, 5), nn.BatchNorm1d(5), nn.SiLU(),
                      nn.Linear(5, 3))
for norm in (batch[1], batch[4]):
    nn.init.uniform_(norm.weight, 0.5, 2)
    nn.init.uniform_(norm.bias, -1, 1)
    norm.running_mean.uniform_(-1, 1)
    norm.running_var.uniform_(0.2, 4)
batch.eval()
save_file(batch.state_dict(), "batch.safetensors")
note("batch.safetensors", INVERTED[0], ask(batch, INVERTED), "silu")
exported("batch.onnx", batch, UNIT)
note("batch.onnx", UNIT[0], ask(batch, UNIT))

layer = nn.Sequential(nn.Linear(16, 6), nn.LayerNorm(6), nn.LeakyReLU(), nn.Linear(6, 3))
nn.init.uniform_(layer[1].weight, 0.5, 2)
nn.init.uniform_(layer[1].bias, -1, 1)
save_file(layer.state_dict(), "layer.safetensors")
note("layer.safetensors", UNIT[0], ask(layer, UNIT, torch.sigmoid), "leaky-relu", "sigmoid")

gelu = nn.Sequential(nn.Flatten(), nn.Linear(16, 6), nn.GELU(approximate="tanh"), nn.Linear(6, 3), nn.Softmax(1))
exported("gelu.onnx", gelu, SIGNED, (1, 1, 2, 8), dynamic_axes={"input": {0: "n"}}, input_names=["input"])
note("gelu.onnx", SIGNED[0], ask(gelu, SIGNED, lambda p: p))


class Scaled(nn.Module):
    """With the preprocessing in the graph, biases added apart, and a sigmoid at the end."""

    def __init__(self):
        super().__init__()
        self.below = nn.Parameter(torch.randn(16, 5))
        self.bias = nn.Parameter(torch.randn(5))
        self.above = nn.Linear(5, 3)

    def forward(self, x):
        x = (x.flatten(1).to(self.bias.dtype) / 255 - 0.5) / 0.25
        return torch.sigmoid(self.above(nn.functional.leaky_relu(x @ self.below + self.bias)))


scaled = Scaled()
torch.onnx.export(scaled, (torch.zeros((1, 4, 4), dtype=torch.uint8),), "bytes.onnx", dynamo=False)
with torch.no_grad():
    note("bytes.onnx", None, scaled.double()(torch.tensor(images)).numpy())

torch.onnx.export(sequential.float().eval(), (torch.zeros(1, 16),), "dynamo.onnx", dynamo=True, external_data=False,
                  verbose=False)
dynamo = onnx.load("dynamo.onnx")
for node in dynamo.graph.node:
    # Paths of the machine that it was made on.
    traces = [entry for entry in node.metadata_props if entry.key == "pkg.torch.onnx.stack_trace"]
    for trace in traces:
        node.metadata_props.remove(trace)
onnx.save(dynamo, "dynamo.onnx")
note("dynamo.onnx", NORMALIZED[0], ask(sequential, NORMALIZED))

exact = nn.Sequential(nn.Linear(16, 6), nn.GELU(), nn.Linear(6, 3))
exported("exact-gelu.onnx", exact, UNIT)
convolution = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3))
exported("convolution.onnx", convolution, UNIT, (1, 1, 4, 4))
save_file(convolution.state_dict(), "convolution.safetensors")

labels = images[:, 0] % 3
more = random.integers(0, 256, (60, 16))
sklearn = MLPClassifier((6, 5), activation="logistic", max_iter=30, random_state=19)
sklearn.fit(np.concatenate([images, more]) / 255, np.concatenate([labels, more[:, 1] % 3]))
np.savez("sklearn.npz", **{f"coefs_{i}": w for i, w in enumerate(sklearn.coefs_)},
         **{f"intercepts_{i}": b for i, b in enumerate(sklearn.intercepts_)})
note("sklearn.npz", UNIT[0], sklearn.predict_proba(images / 255), "sigmoid")

kernels = [random.normal(0, 0.4, size).astype(np.float32) for size in ((16, 6), (6, 6), (6, 3))]
biases = [random.normal(0, 0.4, k.shape[1]).astype(np.float32) for k in kernels]
a = images / 255
for number, (kernel, bias) in enumerate(zip(kernels, biases)):
    z = a @ kernel.astype(float) + bias
    a = np.maximum(z, 0) if number < 2 else np.exp(z) / np.exp(z).sum(1, keepdims=True)
paths = {}
for number in (2, 1, 0):
    name = "sequential/dense" + (f"_{number}" if number else "")
    paths[name + "/kernel"] = np.asfortranarray(kernels[number])
    paths[name + "/bias"] = biases[number]
np.savez_compressed("keras.npz", **paths)
note("keras.npz", UNIT[0], a, "relu")
np.savez("list.npz", *[array for pair in zip(kernels, biases) for array in pair])
note("list.npz", UNIT[0], a, "relu")

with open("answers.json", "w", encoding="ascii") as file:
    json.dump({"images": images.tolist(), "networks": answers}, file, indent=1)
