"use strict";
/* Descent: batches in the order of mnist.data, velocity and L2 as in mnist.optim. */
const Descent = (() => {
  const PARAMETERS = ["w", "b", "gamma", "beta"];

  /* v = mu v + g; w -= rate v, g having l2 w + l1 sign(w) added for weights. velocity: one object a layer, filled here. */
  function update(net, traces, velocity, {rate, momentum, l2, l1}) {
    net.layers.forEach((layer, i) => {
      PARAMETERS.filter((name) => layer[name]).forEach((name) => {
        const values = layer[name];
        const gradient = traces[i]["d" + name];
        const speed = velocity[i][name] || (velocity[i][name] = new Float64Array(values.length));
        const [square, size] = name === "w" ? [l2, l1] : [0, 0];
        for (let at = 0; at < values.length; at++) {
          speed[at] = momentum * speed[at] + gradient[at] + square * values[at] + size * Math.sign(values[at]);
          values[at] -= rate * speed[at];
        }
      });
    });
  }

  /* Inverted dropout of hidden layers, each choice a function of seed, epoch, image, layer and unit, as mnist.nn.Dropout has it. */
  function dropout(rate, seed, epoch, images) {
    const threshold = BigInt(Math.round(rate * 0x10000));
    return rate === 0 ? null : (layer, width) => {
      const kept = new Float64Array(images.length * width);
      images.forEach((image, row) => {
        const key = Draws.layerKey(seed, "dropout", epoch, layer, image);
        for (let unit = 0, bits = 0n; unit < width; unit++, bits >>= 16n) {
          bits = unit % 4 === 0 ? Draws.bits(key, unit) : bits;
          kept[row * width + unit] = (bits & 0xFFFFn) >= threshold ? 1 / (1 - rate) : 0;
        }
      });
      return kept;
    };
  }

  /* Where a step's images begin: a last single one joins the step before. */
  function startOf(step, batch, count) {
    const single = batch > 2 && count > batch && count % batch === 1;
    const start = Math.min(step * batch, count);
    return single && start === count - 1 ? count - Math.floor((batch + 1) / 2) : start;
  }

  /* A net's training on images: {x, labels, pixels}; settings: {rate, batch, momentum, l2, l1, dropout, seed}, batch 0 for all. */
  class Training {
    constructor(net, images, settings) {
      Object.assign(this, {net, images, settings, epoch: 1, step: 0});
      this.velocity = net.layers.map(() => ({}));
    }

    /* Indices of the next batch's images. */
    next() {
      const count = this.images.labels.length;
      const batch = this.settings.batch || count;
      if (startOf(this.step, batch, count) >= count) {
        this.epoch++;
        this.step = 0;
      }
      if (this.step === 0 || !this.order || this.ordered !== this.epoch) {
        this.order = Draws.permutation(Draws.key(this.settings.seed, "shuffle", this.epoch, 0), count);
        this.ordered = this.epoch;
      }
      const indices = this.order.slice(startOf(this.step, batch, count), startOf(this.step + 1, batch, count));
      this.step++;
      return indices;
    }

    /* One step; returns the loss before it. */
    advance() {
      const indices = this.next();
      const {x, labels} = gather(this.images, indices);
      const {dropout: rate, seed} = this.settings;
      const traces = this.net.gradients(x, labels, dropout(rate, seed, this.epoch, indices));
      const loss = this.net.loss(traces, labels);
      update(this.net, traces, this.velocity, this.settings);
      return loss;
    }
  }

  function gather({x, labels, pixels}, indices) {
    const some = new Float64Array(indices.length * pixels);
    indices.forEach((index, row) => some.set(x.subarray(index * pixels, (index + 1) * pixels), row * pixels));
    return {x: some, labels: Array.from(indices, (index) => labels[index])};
  }

  return {Training, update, gather, dropout};
})();
