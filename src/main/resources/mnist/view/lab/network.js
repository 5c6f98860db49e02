"use strict";
/* Networks in double precision, batch first, as mnist.nn.reference.ReferenceNetwork has them. A matrix is a Float64Array,
   row after row: x and a are rows x width, w is in x out. */
const Nets = (() => {
  const EPSILON = 1e-5;
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));

  /* Value, and derivative by z and a. */
  const activations = {
    "sigmoid": [sigmoid, (z, a) => a * (1 - a)],
    "tanh": [Math.tanh, (z, a) => 1 - a * a],
    "relu": [(z) => (z > 0 ? z : 0), (z) => (z > 0 ? 1 : 0)],
    "leaky-relu": [(z) => (z > 0 ? z : Math.fround(0.01) * z), (z) => (z > 0 ? 1 : Math.fround(0.01))],
    "identity": [(z) => z, () => 1],
  };

  /* Variance of weights that suit an activation. */
  function deviation(activation, fanIn, fanOut) {
    const variance = activation.includes("relu") ? 2 / fanIn : activation === "tanh" ? 2 / (fanIn + fanOut) : 1 / fanIn;
    return Math.sqrt(variance);
  }

  /* a b, a being rows x inner, b inner x columns, added to what is in product. */
  function addProduct(a, b, product, rows, inner, columns) {
    for (let row = 0; row < rows; row++) {
      const to = row * columns;
      for (let k = 0; k < inner; k++) {
        const factor = a[row * inner + k];
        if (factor !== 0) {
          for (let j = 0, at = k * columns; j < columns; j++, at++) {
            product[to + j] += factor * b[at];
          }
        }
      }
    }
    return product;
  }

  /* a^T b, a being rows x inner, b rows x columns. */
  function transposedProduct(a, b, rows, inner, columns) {
    const product = new Float64Array(inner * columns);
    for (let row = 0; row < rows; row++) {
      const from = row * columns;
      for (let k = 0; k < inner; k++) {
        const factor = a[row * inner + k];
        if (factor !== 0) {
          for (let j = 0, at = k * columns; j < columns; j++, at++) {
            product[at] += factor * b[from + j];
          }
        }
      }
    }
    return product;
  }

  /* dz w^T, dz being rows x out, w in x out. */
  function handBack(dz, w, rows, inputs, outputs) {
    const dx = new Float64Array(rows * inputs);
    for (let row = 0; row < rows; row++) {
      for (let i = 0, at = 0; i < inputs; i++) {
        let sum = 0;
        for (let j = 0, from = row * outputs; j < outputs; j++, at++, from++) {
          sum += dz[from] * w[at];
        }
        dx[row * inputs + i] = sum;
      }
    }
    return dx;
  }

  function columnSums(m, columns) {
    const sums = new Float64Array(columns);
    m.forEach((value, i) => { sums[i % columns] += value; });
    return sums;
  }

  function rowSums(m, width) {
    const sums = new Float64Array(m.length / width);
    m.forEach((value, at) => { sums[Math.floor(at / width)] += value; });
    return sums;
  }

  /* The index of the number farthest from 0. */
  const farthest = (values) => values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best]) ? i : best), 0);

  const normalizedAt = (spec, i) => spec.normalization !== "none" && i < spec.widths.length - 2;

  /* What the outputs should be: 1 for each row's label, 0 elsewhere; a Float64Array is taken for that already. */
  function targetsOf(labels, width) {
    if (labels instanceof Float64Array) {
      return labels;
    }
    const targets = new Float64Array(labels.length * width);
    labels.forEach((label, row) => { targets[row * width + label] = 1; });
    return targets;
  }

  class Net {
    /* spec: {widths, activation, output, loss, residual, normalization}. layers: [{w, b}], with gamma and beta if normalized. */
    constructor(spec, layers) {
      this.spec = spec;
      this.layers = layers;
    }

    /* As mnist.nn.Network.initialize: a function of the seed. */
    static initialized(spec, seed, scale = 1) {
      return new Net(spec, spec.widths.slice(1).map((out, i) => {
        const inputs = spec.widths[i];
        const key = Draws.key(seed, "weights", i + 1, 0);
        const spread = deviation(spec.activation, inputs, out);
        const layer = {
          w: Float64Array.from({length: inputs * out}, (_, at) => scale * Math.fround(spread * Draws.gaussian(key, at))),
          b: new Float64Array(out),
        };
        return normalizedAt(spec, i) ? {...layer, gamma: new Float64Array(out).fill(1), beta: new Float64Array(out)} : layer;
      }));
    }

    copy() {
      return new Net(this.spec, this.layers.map((layer) => Object.fromEntries(
        Object.entries(layer).map(([name, values]) => [name, values.slice()]))));
    }

    /* Numbers that training adjusts. */
    count() {
      return this.layers.reduce((sum, layer) => sum + Object.values(layer).reduce((n, values) => n + values.length, 0), 0);
    }

    /* drop: how many times each of a hidden layer's numbers counts, as Descent.dropout makes it; null for once. */
    forward(x, rows, drop = null) {
      const traces = [];
      let input = x;
      this.layers.forEach((layer, i) => {
        const [inputs, width] = [this.spec.widths[i], this.spec.widths[i + 1]];
        const t = {x: input, rows, inputs, width, z: new Float64Array(rows * width)};
        for (let at = 0; at < t.z.length; at++) {
          t.z[at] = layer.b[at % width];
        }
        addProduct(input, layer.w, t.z, rows, inputs, width);
        const hidden = i < this.layers.length - 1;
        t.h = hidden && layer.gamma ? this.normalize(t, layer) : t.z;
        t.a = hidden ? t.h.map(activations[this.spec.activation][0]) : this.outputs(t);
        t.kept = hidden && drop ? drop(i + 1, width) : null;
        t.y = t.kept ? t.a.map((value, at) => value * t.kept[at]) : t.a;
        t.y = this.isResidual(i) ? t.y.map((value, at) => value + input[at]) : t.y;
        traces.push(t);
        input = t.y;
      });
      return traces;
    }

    isResidual(i) {
      return this.spec.residual && i > 0 && i < this.layers.length - 1;
    }

    /* Where the numbers lie that share a mean: of one image ("layer"), or of one unit ("batch"). */
    groups(t) {
      return this.spec.normalization === "layer"
        ? Array.from({length: t.rows}, (_, row) => ({start: row * t.width, stride: 1, count: t.width}))
        : Array.from({length: t.width}, (_, j) => ({start: j, stride: t.width, count: t.rows}));
    }

    normalize(t, layer) {
      t.normalized = new Float64Array(t.z.length);
      t.groups = this.groups(t).map(({start, stride, count}) => {
        const places = Array.from({length: count}, (_, k) => start + k * stride);
        const mean = places.reduce((sum, at) => sum + t.z[at], 0) / count;
        const variance = places.reduce((sum, at) => sum + (t.z[at] - mean) ** 2, 0) / count;
        const spread = Math.sqrt(variance + EPSILON);
        places.forEach((at) => { t.normalized[at] = (t.z[at] - mean) / spread; });
        return {places, spread};
      });
      return t.normalized.map((value, at) => layer.gamma[at % t.width] * value + layer.beta[at % t.width]);
    }

    outputs(t) {
      const {output} = this.spec;
      if (output !== "softmax") {
        return output === "sigmoid" ? t.z.map(sigmoid) : t.z.slice();
      }
      const a = new Float64Array(t.z.length);
      for (let from = 0; from < a.length; from += t.width) {
        const z = t.z.subarray(from, from + t.width);
        const max = Math.max(...z);
        const powers = z.map((value) => Math.exp(value - max));
        const sum = powers.reduce((total, value) => total + value, 0);
        powers.forEach((value, j) => { a[from + j] = value / sum; });
      }
      return a;
    }

    /* Output j's share of one row's loss. */
    shareOfLoss(z, a, j, y) {
      if (this.spec.loss === "mse") {
        return (a[j] - y) ** 2;
      }
      if (this.spec.output === "sigmoid") {
        return Math.max(z[j], 0) - y * z[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
      }
      if (y === 0) {
        return 0;
      }
      const farthest = Math.max(...z) - z[j];
      const others = z.reduce((sum, value, i) => sum + (i === j ? 0 : Math.exp(value - z[j] - farthest)), 0);
      return farthest === 0 ? Math.log1p(others) : farthest + Math.log(Math.exp(-farthest) + others);
    }

    /* The mean over the rows. labels: of each row, or targets. */
    loss(traces, labels) {
      const t = traces[traces.length - 1];
      const targets = targetsOf(labels, t.width);
      let sum = 0;
      for (let row = 0; row < t.rows; row++) {
        const z = t.z.subarray(row * t.width, (row + 1) * t.width);
        const a = t.a.subarray(row * t.width, (row + 1) * t.width);
        for (let j = 0; j < t.width; j++) {
          sum += this.shareOfLoss(z, a, j, targets[row * t.width + j]);
        }
      }
      return sum / t.rows;
    }

    lossOf(x, labels) {
      return this.loss(this.forward(x, x.length / this.spec.widths[0]), labels);
    }

    /* dC/da of the output where it has one by itself, and dC/dz; 1/B is applied here and nowhere else. */
    outputGradient(t, labels) {
      const {loss, output} = this.spec;
      const targets = targetsOf(labels, t.width);
      const difference = t.a.map((value, at) => value - targets[at]);
      t.dy = difference.map((value) => 2 * value / t.rows);
      if (loss === "cross-entropy") {
        t.dy = output === "sigmoid" ? difference.map((value, at) => value / (t.a[at] * (1 - t.a[at])) / t.rows)
          : t.a.map((value, at) => -targets[at] / value / t.rows);
        return difference.map((value) => value / t.rows);
      }
      if (output === "sigmoid") {
        return t.dy.map((value, at) => value * t.a[at] * (1 - t.a[at]));
      }
      if (output === "softmax") {
        const products = rowSums(t.dy.map((value, at) => value * t.a[at]), t.width);
        return t.dy.map((value, at) => t.a[at] * (value - products[Math.floor(at / t.width)]));
      }
      return t.dy.slice();
    }

    /* Adds dy, dz, dw, db (dgamma, dbeta) to every trace, last to first. */
    backward(traces, labels) {
      for (let i = traces.length - 1; i >= 0; i--) {
        const t = traces[i];
        t.dz = i === traces.length - 1 ? this.outputGradient(t, labels) : this.hiddenGradient(t, this.layers[i]);
        t.dw = transposedProduct(t.x, t.dz, t.rows, t.inputs, t.width);
        t.db = columnSums(t.dz, t.width);
        if (i > 0) {
          const dx = handBack(t.dz, this.layers[i].w, t.rows, t.inputs, t.width);
          traces[i - 1].dy = this.isResidual(i) ? dx.map((value, at) => value + t.dy[at]) : dx;
        }
      }
      return traces;
    }

    /* f'(h) of a hidden layer's unit. */
    slope(t, at) {
      return activations[this.spec.activation][1](t.h[at], t.a[at]);
    }

    hiddenGradient(t, layer) {
      const dh = t.dy.map((value, at) => value * this.slope(t, at) * (t.kept ? t.kept[at] : 1));
      if (!layer.gamma) {
        return dh;
      }
      t.dbeta = columnSums(dh, t.width);
      t.dgamma = columnSums(dh.map((value, at) => value * t.normalized[at]), t.width);
      const dn = dh.map((value, at) => value * layer.gamma[at % t.width]);
      const dz = new Float64Array(dn.length);
      t.groups.forEach(({places, spread}) => {
        const mean = places.reduce((sum, at) => sum + dn[at], 0) / places.length;
        const product = places.reduce((sum, at) => sum + dn[at] * t.normalized[at], 0) / places.length;
        places.forEach((at) => { dz[at] = (dn[at] - mean - t.normalized[at] * product) / spread; });
      });
      return dz;
    }

    gradients(x, labels, drop = null) {
      return this.backward(this.forward(x, x.length / this.spec.widths[0], drop), labels);
    }
  }

  return {Net, activations, farthest, sigmoid};
})();
