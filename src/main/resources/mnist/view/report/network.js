"use strict";
/* The trained network in the page: forward, and the blame backward, in the words of mnist.nn.reference.ReferenceNetwork. */
const Networks = (() => {
  const EPSILON = 1e-5;

  const tanhOfGelu = (z) => Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z));
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));

  const activations = {
    "sigmoid": [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
    "tanh": [Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
    "relu": [(z) => Math.max(0, z), (z) => (z > 0 ? 1 : 0)],
    "leaky-relu": [(z) => (z > 0 ? z : 0.01 * z), (z) => (z > 0 ? 1 : 0.01)],
    "identity": [(z) => z, () => 1],
    "scaled-tanh": [(z) => 1.7159 * Math.tanh(2 * z / 3), (z) => 1.7159 * 2 / 3 * (1 - Math.tanh(2 * z / 3) ** 2)],
    "silu": [(z) => z * sigmoid(z), (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z)))],
    "gelu": [
      (z) => 0.5 * z * (1 + tanhOfGelu(z)),
      (z) => {
        const t = tanhOfGelu(z);
        return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
      },
    ],
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  const floats = (base64) => (base64 === undefined ? null : new Float32Array(bytes(base64).buffer));

  /* All weights of a layer, of which perhaps only those other than 0 are given, and where they are. */
  function weights({w, wAt}, count) {
    if (wAt === undefined) {
      return floats(w);
    }
    const given = floats(w);
    const places = bytes(wAt);
    const all = new Float32Array(count);
    let next = 0;
    for (let i = 0; i < 8 * places.length; i++) {
      if (places[i >> 3] >> (i & 7) & 1) {
        all[i] = given[next++];
      }
    }
    return all;
  }

  /* y += x W, W being [in][out]. */
  function addProduct(x, w, y) {
    const width = y.length;
    for (let i = 0; i < x.length; i++) {
      if (x[i] !== 0) {
        for (let j = 0, at = i * width; j < width; j++, at++) {
          y[j] += x[i] * w[at];
        }
      }
    }
    return y;
  }

  /* dz W^T */
  function handBack(dz, w, inputs) {
    const dx = new Float64Array(inputs);
    for (let i = 0, at = 0; i < inputs; i++) {
      for (let j = 0; j < dz.length; j++, at++) {
        dx[i] += dz[j] * w[at];
      }
    }
    return dx;
  }

  class Network {
    constructor(model) {
      this.model = model;
      this.activation = activations[model.activation];
      this.layers = model.layers.map((layer, i) => ({
        w: weights(layer, model.widths[i] * model.widths[i + 1]),
        ...Object.fromEntries(["b", "gamma", "beta", "mean", "variance", "projection"]
          .map((name) => [name, floats(layer[name])])),
      }));
    }

    /* x: pixels as the network sees them. Returns one trace per layer. */
    forward(x) {
      const traces = [];
      let input = Float64Array.from(x);
      this.layers.forEach((layer, i) => {
        const hidden = i < this.layers.length - 1;
        const t = {x: input, z: addProduct(input, layer.w, Float64Array.from(layer.b))};
        t.h = hidden && layer.gamma ? this.normalize(t, layer) : t.z;
        t.a = hidden ? t.h.map(this.activation[0]) : this.outputs(t.z);
        t.y = t.a;
        if (hidden && i > 0 && this.model.residual) {
          const given = layer.projection ? addProduct(input, layer.projection, new Float64Array(t.a.length)) : input;
          t.y = t.a.map((value, j) => value + given[j]);
        }
        traces.push(t);
        input = t.y;
      });
      return traces;
    }

    normalize(t, layer) {
      const z = t.z;
      if (layer.mean) {
        t.deviation = Float64Array.from(layer.variance, (v) => Math.sqrt(v + EPSILON));
        t.normalized = z.map((value, j) => (value - layer.mean[j]) / t.deviation[j]);
      } else {
        const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
        const variance = z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / z.length;
        t.deviation = new Float64Array(z.length).fill(Math.sqrt(variance + EPSILON));
        t.normalized = z.map((value, j) => (value - mean) / t.deviation[j]);
      }
      return t.normalized.map((value, j) => layer.gamma[j] * value + layer.beta[j]);
    }

    outputs(z) {
      if (this.model.output === "softmax") {
        const max = Math.max(...z);
        const a = z.map((value) => Math.exp(value - max));
        const sum = a.reduce((total, value) => total + value, 0);
        return a.map((value) => value / sum);
      }
      return this.model.output === "sigmoid" ? z.map(sigmoid) : z.slice();
    }

    outputGradient(a, label) {
      const difference = a.map((value, j) => value - (j === label ? 1 : 0));
      if (this.model.loss === "cross-entropy") {
        return difference;
      }
      if (this.model.output === "sigmoid") {
        return difference.map((value, j) => 2 * value * a[j] * (1 - a[j]));
      }
      if (this.model.output === "softmax") {
        const s = difference.reduce((sum, value, j) => sum + 2 * value * a[j], 0);
        return difference.map((value, j) => a[j] * (2 * value - s));
      }
      return difference.map((value) => 2 * value);
    }

    /* Adds dy and dz to every trace; returns the gradient of the pixels. */
    backward(traces, label) {
      let dy = this.outputGradient(traces[traces.length - 1].a, label);
      for (let i = traces.length - 1; i >= 0; i--) {
        const t = traces[i];
        const layer = this.layers[i];
        const hidden = i < traces.length - 1;
        t.dy = dy;
        t.dz = hidden ? this.throughActivation(t, layer) : dy;
        dy = handBack(t.dz, layer.w, t.x.length);
        if (hidden && i > 0 && this.model.residual) {
          const skipped = layer.projection ? handBack(t.dy, layer.projection, t.x.length) : t.dy;
          dy = dy.map((value, j) => value + skipped[j]);
        }
      }
      return dy;
    }

    throughActivation(t, layer) {
      const dh = t.dy.map((value, j) => value * this.activation[1](t.h[j]));
      t.dh = dh;
      if (!layer.gamma) {
        return dh;
      }
      const dn = dh.map((value, j) => value * layer.gamma[j]);
      if (layer.mean) {
        return dn.map((value, j) => value / t.deviation[j]);
      }
      const mean = dn.reduce((sum, value) => sum + value, 0) / dn.length;
      const product = dn.reduce((sum, value, j) => sum + value * t.normalized[j], 0) / dn.length;
      return dn.map((value, j) => (value - mean - t.normalized[j] * product) / t.deviation[j]);
    }

    /*
     * One step of gradient descent on one image: parameter -= rate * gradient, in double precision, all of the old network's
     * weights first, as in training. Returns what undo takes.
     */
    step(x, label, rate) {
      const before = this.layers;
      const traces = this.forward(x);
      this.backward(traces, label);
      this.layers = before.map((layer, i) => this.stepped(layer, traces[i], i, rate));
      return before;
    }

    undo(before) {
      this.layers = before;
    }

    /* Whether the units of a layer, from 0, see windows: "9" is of the first alone, "7/2,5/2" of the first two. */
    hasWindows(i) {
      const {receptiveField} = this.model;
      return Boolean(receptiveField) && i < String(receptiveField).split(",").length;
    }

    stepped(layer, t, i, rate) {
      const vector = (values, d) => values && Float64Array.from(values, (value, j) => value - rate * d[j]);
      const matrix = (values, dy, isThere) => values && Float64Array.from(values,
        (value, at) => (isThere(value) ? value - rate * t.x[Math.floor(at / dy.length)] * dy[at % dy.length] : value));
      // A weight of exactly 0 in a layer of receptive fields is none.
      const exists = (value) => !this.hasWindows(i) || value !== 0;
      const hidden = i < this.layers.length - 1;
      return {...layer, w: matrix(layer.w, t.dz, exists), b: vector(layer.b, t.dz),
        gamma: hidden && layer.gamma ? vector(layer.gamma, t.dh.map((value, j) => value * t.normalized[j])) : layer.gamma,
        beta: hidden && layer.beta ? vector(layer.beta, t.dh) : layer.beta,
        projection: matrix(layer.projection, t.dy, () => true)};
    }

    /* The weights of a layer with the largest gradients: [{out, in, below, dz, dw, w}]. */
    mostBlamed(traces, i, count) {
      const {x, dz} = traces[i];
      const {w} = this.layers[i];
      const falling = (values) => Array.from(values.keys()).sort((p, q) => Math.abs(values[q]) - Math.abs(values[p]));
      // A weight of exactly 0 in a layer of receptive fields is none.
      const exists = (input, out) => !this.hasWindows(i) || w[input * dz.length + out] !== 0;
      const inputs = falling(x);
      let found = [];
      for (const out of falling(dz)) {
        const enough = found.length === count;
        if (enough && Math.abs(dz[out] * x[inputs[0]]) <= Math.abs(found[count - 1].dw)) {
          break;
        }
        for (const input of inputs.filter((each) => exists(each, out)).slice(0, count)) {
          found.push({out, in: input, below: x[input], dz: dz[out], dw: x[input] * dz[out],
            w: w[input * dz.length + out]});
        }
        found = found.sort((p, q) => Math.abs(q.dw) - Math.abs(p.dw)).slice(0, count);
      }
      return found;
    }
  }

  return {Network};
})();
