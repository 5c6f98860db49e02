"use strict";
/* The draws of mnist.random.Draws, bit for bit: a number is a function of seed, purpose, two further numbers and an index. */
const Draws = (() => {
  const GAMMA = 0x9E3779B97F4A7C15n;
  const PURPOSES = {weights: 1n, shuffle: 2n, dropout: 5n, explain: 7n, toy: 8n};
  const low = (z) => BigInt.asUintN(64, z);

  function mix(z) {
    z = low((z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n);
    z = low((z ^ (z >> 27n)) * 0x94D049BB133111EBn);
    return z ^ (z >> 31n);
  }

  function key(seed, purpose, a, b) {
    let mixed = mix(low(BigInt(seed) + GAMMA));
    mixed = mix(low(mixed + PURPOSES[purpose] * GAMMA));
    mixed = mix(low(mixed + BigInt(a) * GAMMA + 1n));
    return mix(low(mixed + BigInt(b) * GAMMA + 2n));
  }

  /* Of what is drawn for one image at one layer in one epoch. */
  const layerKey = (seed, purpose, epoch, layer, image) => key(seed, purpose, epoch * 2 ** 16 + layer, image);

  /* As a BigInt of 64 bits. */
  const bits = (of, index) => mix(low(of + BigInt(index + 1) * GAMMA));

  /* In [0, bound). */
  const below = (of, index, bound) => Number(((bits(of, index) >> 32n) * BigInt(bound)) >> 32n);

  /* In [0, 1). */
  const uniform = (of, index) => Number(bits(of, index) >> 40n) * 2 ** -24;

  /* Standard normal. */
  function gaussian(of, index) {
    const radius = (Number(bits(of, 2 * index) >> 11n) + 1) * 2 ** -53;
    const angle = Number(bits(of, 2 * index + 1) >> 11n) * 2 ** -53;
    return Math.sqrt(-2 * Math.log(radius)) * Math.cos(2 * Math.PI * angle);
  }

  /* 0, 1, ..., count - 1 in a random order. */
  function permutation(of, count) {
    const order = Int32Array.from({length: count}, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = below(of, i, i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  return {key, layerKey, bits, below, uniform, gaussian, permutation};
})();
