"use strict";
/* Drawing, the network's answer, and the blame. */
const Pad = (() => {
  const {element, ink, signed, units, number, percent, colour} = Pictures;
  const data = JSON.parse(document.getElementById("data").textContent);
  const network = new Networks.Network(data.model);
  const pad = document.getElementById("pad");
  const classes = data.model.widths[data.model.widths.length - 1];
  const kind = Preparation.kindOf(data.preparation, data.columns, data.rows);
  const SIDE = 280; /* the longer one of the pad */
  const PEN = 20;
  const MOST_BARS = 20;
  const LIKELIEST = 10; /* bars that are shown where there are too many classes */
  const LONGEST_NAME = 10;
  const PROBABLE = data.model.output === "softmax"; /* only then outputs are probabilities */
  const output = PROBABLE ? percent : number;
  const steps = []; /* what undoes each, the last one last */
  let strokes = [];
  let pixels = new Uint8Array(data.rows * data.columns);
  let shown = null; /* an image of the gallery instead of strokes */
  let traces = null;
  let label = null;
  let stroke = null;

  /* Where shades are shown as they are, in light and dark pages. */
  const PAD = {light: {ground: "#ffffff", ink: "#000000"}, fit: {ground: "#000000", ink: "#ffffff"}};

  /* Of few pixels one would else be wider than the strokes. */
  function penWidth() {
    return kind === "digit" ? PEN : Math.max(PEN, pad.width / data.columns);
  }

  /* The pad has the shape of the images where it is taken as a whole. */
  function shapePad() {
    if (PAD[kind]) {
      Pictures.showTrueShades();
    }
    if (kind !== "digit") {
      const longer = Math.max(data.columns, data.rows);
      pad.width = Math.max(1, Math.round(SIDE * data.columns / longer));
      pad.height = Math.max(1, Math.round(SIDE * data.rows / longer));
      pad.style.width = pad.width + "px";
      pad.style.aspectRatio = `${pad.width} / ${pad.height}`;
    }
  }

  /* The page speaks of digits unless the classes are others. */
  function sayWhatIsDrawn() {
    if (Names.areDigits()) {
      return;
    }
    document.getElementById("skip").textContent = Texts.of("skip.image");
    document.getElementById("draw-title").textContent = Texts.of("draw.image");
    document.getElementById("labels-title").textContent = Texts.of("labels.image");
    pad.setAttribute("aria-label", Texts.of("pad.image"));
  }

  function paintPad() {
    const g = pad.getContext("2d");
    g.fillStyle = PAD[kind] ? PAD[kind].ground : colour("--pad");
    g.fillRect(0, 0, pad.width, pad.height);
    if (shown) {
      const copy = document.createElement("canvas");
      ink(copy, shown, data.columns, data.rows);
      g.imageSmoothingEnabled = false;
      g.drawImage(copy, 0, 0, pad.width, pad.height);
    }
    g.strokeStyle = PAD[kind] ? PAD[kind].ink : colour("--pad-ink");
    g.lineWidth = penWidth();
    g.lineCap = "round";
    g.lineJoin = "round";
    for (const points of strokes) {
      g.beginPath();
      points.forEach(([x, y], i) => {
        if (i === 0) {
          g.moveTo(x, y);
        }
        g.lineTo(x, y);
      });
      g.stroke();
    }
  }

  const isEmpty = () => !shown && strokes.length === 0;
  const input = () => Array.from(pixels, (byte) => byte * data.scale);

  function answer() {
    const start = performance.now();
    pixels = shown || Preparation.prepare(kind, strokes, data.columns, data.rows,
      {width: pad.width, height: pad.height, pen: penWidth()});
    const empty = isEmpty();
    traces = network.forward(input());
    ink(document.getElementById("seen"), pixels, data.columns, data.rows);
    const outputs = traces[traces.length - 1].a;
    const best = outputs.indexOf(Math.max(...outputs));
    document.getElementById("answer").textContent = empty ? Texts.of("empty")
      : Texts.of(PROBABLE ? "answer" : "answer.output", Names.begun(best), output(outputs[best]));
    document.getElementById("outputs-hint").textContent = empty ? "" : Texts.of(
      PROBABLE ? "outputs.probable" : "outputs.other", number(outputs.reduce((sum, value) => sum + value, 0)));
    showBars(outputs, empty);
    showActivations(empty);
    showBlame(empty);
    window.report = {network, pixels, outputs: Array.from(outputs), milliseconds: performance.now() - start};
  }

  /* Which class each bar is for: all in their order, or the most likely. */
  function barClasses(outputs) {
    const all = Array.from(outputs.keys());
    return classes <= MOST_BARS ? all : all.sort((i, j) => outputs[j] - outputs[i]).slice(0, LIKELIEST);
  }

  function showBars(outputs, empty) {
    const shownClasses = barClasses(outputs);
    document.querySelectorAll("#bars .bar").forEach((bar, place) => {
      const j = shownClasses[place];
      const share = empty ? 0 : Math.max(0, Math.min(1, outputs[j]));
      bar.querySelector(".name").textContent = empty && classes > MOST_BARS ? "" : Names.of(j);
      bar.querySelector(".name").title = Names.of(j);
      bar.querySelector(".fill").style.width = 100 * share + "%";
      bar.querySelector(".share").textContent = empty ? "" : output(outputs[j]);
    });
  }

  function layerName(i) {
    return i === traces.length - 1 ? Texts.of("layer.output", traces[i].a.length)
      : Texts.of("layer.units", i + 1, traces[i].a.length);
  }

  function showActivations(empty) {
    document.getElementById("activations").replaceChildren(...(empty
      ? [element("p", {class: "hint"}, Texts.of(Names.areDigits() ? "draw.above" : "draw.above.image"))] : traces.map((t, i) => element(
      "div", {class: "layer"}, layerName(i), units(t.y, Texts.of("activations.of", layerName(i)))))));
  }

  function showBlame(empty) {
    const parent = document.getElementById("blame");
    document.querySelectorAll("#labels button").forEach((button, j) => button.setAttribute("aria-pressed", j === label));
    parent.replaceChildren();
    document.getElementById("step").hidden = label === null || empty;
    if (label === null || empty) {
      return;
    }
    const dx = network.backward(traces, label);
    const image = element("canvas", {class: "pixels", role: "img", "aria-label": Texts.of("blame.pixels")});
    signed(image, dx, data.columns, data.rows);
    image.style.width = "140px";
    const layers = traces.map((t, i) => element("div", {class: "layer"}, Texts.of("blame.layer", layerName(i)),
      units(t.dz, Texts.of("blame.layer", layerName(i))))).reverse();
    parent.append(element("p", {}, ...Texts.marked("blame", Names.described(label))),
    ...layers, element("div", {class: "layer"}, Texts.of("blame.input"), image), blameTable());
  }

  function blameTable() {
    const head = [Texts.of("blame.weight"), Texts.of("blame.below"), "dC/dz", "dC/dw", "w"];
    const rowsOf = (i) => network.mostBlamed(traces, i, 3).map((at) => element("tr", {},
      element("th", {scope: "row"}, `${i + 1}, ${at.out}, ${at.in}`),
      ...[at.below, at.dz, at.dw, at.w].map((value) => element("td", {}, number(value)))));
    const rows = traces.map((t, i) => rowsOf(i)).reverse().flat();
    return element("div", {class: "scroll"}, element("table", {}, element("caption", {}, Texts.of("blame.most")),
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", {scope: "col"}, text)))),
      element("tbody", {}, ...rows)));
  }

  /* What a step did to the outputs: those of the chosen class and of the largest before and after. */
  function showStep(before, after) {
    const order = Array.from(before.keys()).sort((i, j) => Math.max(before[j], after[j]) - Math.max(before[i], after[i]));
    const rows = [label, ...order.filter((j) => j !== label)].slice(0, LIKELIEST).map((j) => element("tr", {},
      element("th", {scope: "row", class: j === label ? "right" : ""}, Names.of(j)),
      element("td", {}, output(before[j])), element("td", {}, output(after[j]))));
    const head = ["step.class", "step.before", "step.after"].map((key) => element("th", {scope: "col"}, Texts.of(key)));
    document.getElementById("step-table").replaceChildren(element("table", {},
      element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)));
  }

  /* How far the network here is from the trained one. */
  function saySteps() {
    document.getElementById("undo-step").disabled = steps.length === 0;
    document.getElementById("step-said").textContent = Texts.of(steps.length === 0 ? "step.none" : "step.count", steps.length);
  }

  function forgetStep() {
    document.getElementById("step-table").replaceChildren();
    saySteps();
  }

  document.getElementById("rate").value = data.runs ? data.runs[0].config.training.learningRate : 0.1;
  document.getElementById("take-step").addEventListener("click", () => {
    const rate = Number(document.getElementById("rate").value);
    if (label === null || isEmpty() || !(rate >= 0)) {
      return;
    }
    const before = Array.from(traces[traces.length - 1].a);
    steps.push(network.step(input(), label, rate));
    answer();
    showStep(before, window.report.outputs);
    saySteps();
  });
  document.getElementById("undo-step").addEventListener("click", () => {
    if (steps.length > 0) {
      network.undo(steps.pop());
      answer();
      forgetStep();
    }
  });

  function place(event) {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  }

  function refresh() {
    forgetStep();
    paintPad();
    answer();
  }

  pad.addEventListener("pointerdown", (event) => {
    shown = null;
    stroke = [place(event)];
    strokes.push(stroke);
    pad.setPointerCapture(event.pointerId);
    refresh();
  });
  pad.addEventListener("pointermove", (event) => {
    if (stroke) {
      stroke.push(place(event));
      refresh();
    }
  });
  ["pointerup", "pointercancel"].forEach((name) => pad.addEventListener(name, () => { stroke = null; }));
  document.getElementById("clear").addEventListener("click", () => {
    strokes = [];
    shown = null;
    label = null;
    refresh();
  });

  function show(image, itsLabel) {
    strokes = [];
    shown = image;
    label = itsLabel;
    refresh();
    document.getElementById("draw").scrollIntoView();
  }

  function addBars() {
    const bars = document.getElementById("bars");
    bars.style.setProperty("--name", Math.max(1.5, 0.85 * Math.min(LONGEST_NAME, Names.longest()) + 0.4) + "rem");
    for (let place = 0; place < (classes <= MOST_BARS ? classes : LIKELIEST); place++) {
      bars.append(element("div", {class: "bar"}, element("span", {class: "name"}),
        element("span", {class: "track"}, element("div", {class: "fill"})), element("span", {class: "share"})));
    }
  }

  function addLabels() {
    const labels = document.getElementById("labels");
    for (let j = 0; j < classes; j++) {
      const button = element("button", {type: "button", "aria-pressed": "false", title: Names.of(j)},
        element("span", {class: "name"}, Names.of(j)));
      button.addEventListener("click", () => {
        label = j;
        forgetStep();
        showBlame(isEmpty());
      });
      labels.append(button);
    }
  }

  Names.start(data.class_names);
  shapePad();
  sayWhatIsDrawn();
  addBars();
  addLabels();
  refresh();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);

  return {data, network, show, output};
})();
