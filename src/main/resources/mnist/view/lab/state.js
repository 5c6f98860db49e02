"use strict";
/* What the page is about now: the images, the network, where its step stands, and how it came there. */
const Lab = (() => {
  const {data} = Texts;
  const {digits} = data;
  const pixels = digits.rows * digits.columns;
  const bytes = Pictures.bytes(digits.images);
  const shades = Float64Array.from({length: 256}, (_, grey) => Math.fround(grey * data.scale));
  const x = Float64Array.from(bytes, (grey) => shades[grey]);
  const part = (from, to) => ({x: x.subarray(from * pixels, to * pixels), labels: digits.labels.slice(from, to), pixels});
  const learn = part(0, digits.learn);
  const check = part(digits.learn, digits.labels.length);
  const MOST_UNDO = 40;
  const PATH_NUMBERS = 5e6; /* kept of earlier weights */
  const MOST_PATH = 300;
  const CURVE_EVERY = 10;

  const settings = {seed: 1, hidden: [16, 16], activation: "sigmoid", loss: "mse", batch: data.batch, rate: data.rate,
    momentum: 0, l2: 0, l1: 0, dropout: 0};
  const state = {fresh: data.model === null, image: 0, own: null, ownLabel: 0, phase: 0, chosen: null};
  let net;
  let training;
  let undo = [];
  let log = [];
  let cached = null;
  let path = [];
  let curve = [];
  let steps = 0;

  /* The specification that the settings describe. */
  function specOf({hidden, activation, loss}) {
    const classes = data.class_names.length;
    return {widths: [pixels, ...hidden, classes], activation, loss,
      output: loss === "mse" ? "sigmoid" : "softmax", residual: false, normalization: "none"};
  }

  function ofModel() {
    const {model} = data;
    const floats = (base64) => Float64Array.from(new Float32Array(Pictures.bytes(base64).buffer));
    const layers = model.layers.map((layer) => Object.fromEntries(
      ["w", "b", "gamma", "beta"].filter((name) => layer[name]).map((name) => [name, floats(layer[name])])));
    const normalization = layers.some((layer) => layer.gamma) ? "layer" : "none";
    return new Nets.Net({...model, normalization, layers: undefined}, layers);
  }

  const beginning = () => (state.fresh ? Nets.Net.initialized(specOf(settings), settings.seed) : ofModel());

  /* Tells beginnings apart. */
  const beginningName = () => (state.fresh ? JSON.stringify([settings.seed, specOf(settings)]) : "model");

  /* The same beginning again. */
  function reset() {
    net = beginning();
    training = new Descent.Training(net, learn, settings);
    Object.assign(state, {phase: 0, chosen: null});
    undo = [];
    log = [];
    path = [];
    curve = [];
    steps = 0;
    measure();
    touched();
  }

  function touched() {
    cached = null;
    if (!state.chosen) {
      choose();
    }
    Panels.changed();
  }

  const input = () => {
    const grey = currentBytes();
    return Float64Array.from(grey, (shade) => shades[shade]);
  };
  const currentBytes = () => state.own || bytes.subarray(state.image * pixels, (state.image + 1) * pixels);
  const label = () => (state.own ? state.ownLabel : digits.labels[state.image]);

  /* Forward and backward of the image that is looked at, one trace a layer. */
  function traces() {
    cached = cached || net.gradients(input(), [label()]);
    return cached;
  }

  /* As traces(); once the step is taken, of before it. */
  function before() {
    const last = undo[undo.length - 1];
    return isUpdated() ? new Nets.Net(net.spec, last.layers).gradients(input(), [label()]) : traces();
  }

  const layers = () => net.layers.length;
  const phases = () => 2 * layers() + 3;
  const isUpdated = () => state.phase === phases() - 1;

  /* What the phase does: start, forward, loss, backward or update, and the layer (from 1). */
  function phase() {
    const count = layers();
    if (state.phase === 0) {
      return {name: "start", layer: 0};
    }
    if (state.phase <= count) {
      return {name: "forward", layer: state.phase};
    }
    return state.phase === count + 1 ? {name: "loss", layer: count}
      : isUpdated() ? {name: "update", layer: 0} : {name: "backward", layer: 2 * count + 2 - state.phase};
  }

  function remember(kind) {
    const {epoch, step} = training;
    undo.push({kind, epoch, step, image: state.image, own: state.own, layers: net.copy().layers,
      velocity: training.velocity.map((of) => Object.fromEntries(Object.entries(of).map(([name, v]) => [name, v.slice()])))});
    undo = undo.slice(-MOST_UNDO);
  }

  /* Undoes the last step. */
  function restore() {
    const last = undo.pop();
    net.layers = last.layers;
    Object.assign(training, {velocity: last.velocity, epoch: last.epoch, step: last.step});
    Object.assign(state, {image: last.image, own: last.own});
    log.splice(log.findLastIndex((token) => !token.includes("=")), 1);
    steps--;
    path = path.filter((at) => at.step <= steps);
    curve = curve.filter((at) => at.step <= steps);
  }

  function forward() {
    if (isUpdated()) {
      state.phase = 0;
    } else {
      state.phase++;
      if (isUpdated()) {
        remember("image");
        Descent.update(net, traces(), training.velocity, settings);
        stepped(state.own ? "own" : "i" + state.image);
      }
    }
    touched();
  }

  /* The step that one image alone asks for. */
  function imageStep(image) {
    Object.assign(state, {image, own: null, phase: phases() - 2});
    cached = null;
    forward();
  }

  function back() {
    if (isUpdated()) {
      restore();
      state.phase--;
    } else if (state.phase > 0) {
      state.phase--;
    } else if (canGoBack()) {
      if (undo[undo.length - 1].kind === "image") {
        state.phase = phases() - 1;
        Object.assign(state, {image: undo[undo.length - 1].image, own: undo[undo.length - 1].own});
      } else {
        restore();
      }
    }
    touched();
  }

  const canGoBack = () => state.phase > 0 || undo.length > 0;

  /* One training step on the next batch. */
  function advance() {
    remember("batch");
    const loss = training.advance();
    state.phase = 0;
    stepped("b", loss);
    return loss;
  }

  function stepped(token, loss) {
    log.push(token);
    steps++;
    path.push({step: steps, layers: net.layers.map((layer) => Object.fromEntries(
      Object.entries(layer).map(([name, values]) => [name, Float32Array.from(values)])))});
    if (path.length > Math.min(MOST_PATH, Math.max(20, PATH_NUMBERS / net.count()))) {
      path = path.filter((_, i) => i % 2 === 0);
    }
    measure(loss);
    cached = null;
  }

  /* A point of the loss curve; that of all images costs more and is taken now and then. */
  function measure(loss) {
    const point = {step: steps, loss};
    if (steps % CURVE_EVERY === 0) {
      Object.assign(point, answers(net));
    }
    curve.push(point);
  }

  /* The mean loss of the images that are learned, and how many of the others are right. */
  function answers(of) {
    const traced = of.forward(check.x, check.labels.length);
    return {all: of.lossOf(learn.x, learn.labels), checkLoss: check.labels.length ? of.loss(traced, check.labels) : NaN,
      right: share(traced[traced.length - 1], check.labels)};
  }

  function share(trace, labels) {
    let right = 0;
    labels.forEach((one, row) => { right += strongest(trace.a, row, trace.width) === one ? 1 : 0; });
    return labels.length ? right / labels.length : NaN;
  }

  function strongest(a, row, width) {
    const of = a.subarray(row * width, (row + 1) * width);
    return of.indexOf(Math.max(...of));
  }

  /* A weight: the one given, or the most blamed of the last layer but one. */
  function choose(weight) {
    if (weight) {
      state.chosen = weight;
    } else {
      const layer = Math.max(1, layers() - 1);
      const t = traces()[layer - 1];
      const at = Nets.farthest(t.dw);
      state.chosen = {layer, in: Math.floor(at / t.width), out: at % t.width};
    }
  }

  /* Which image is looked at: a number, or pixels of one's own with their label. */
  function show(image, own = null, ownLabel = 0) {
    Object.assign(state, {image, own, ownLabel, phase: isUpdated() ? 0 : state.phase});
    touched();
  }

  /* Changes settings; those that make another network begin anew. */
  function set(changes, fresh = false) {
    Object.assign(settings, changes);
    if (fresh) {
      state.fresh = true;
      reset();
    } else {
      Object.entries(changes).filter(() => log.length > 0).forEach(([name, value]) => log.push(`${name}=${value}`));
      touched();
    }
  }

  return {data, pixels, settings, state, beginning, beginningName, learn, check, allX: x, specOf, reset, touched, input, currentBytes, label, traces, before, phase,
    phases, layers, isUpdated, forward, imageStep, back, canGoBack, advance, answers, share, strongest, choose, show, set, bytes,
    get net() { return net; }, get training() { return training; }, get path() { return path; },
    get curve() { return curve; }, get steps() { return steps; }, get log() { return log; }};
})();
