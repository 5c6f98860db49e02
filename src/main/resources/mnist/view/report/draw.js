"use strict";
/* Drawing a digit, the network's answer, and the blame; and the start of the page. */
(() => {
  const {element, ink, signed, units, number, percent, colour} = Pictures;
  const data = JSON.parse(document.getElementById("data").textContent);
  const network = new Networks.Network(data.model);
  const pad = document.getElementById("pad");
  const classes = data.model.widths[data.model.widths.length - 1];
  let strokes = [];
  let pixels = new Uint8Array(data.rows * data.columns);
  let shown = null; /* an image of the gallery instead of strokes */
  let traces = null;
  let label = null;
  let stroke = null;

  function paintPad() {
    const g = pad.getContext("2d");
    g.fillStyle = colour("--pad");
    g.fillRect(0, 0, pad.width, pad.height);
    if (shown) {
      const copy = document.createElement("canvas");
      ink(copy, shown, data.columns, data.rows);
      g.imageSmoothingEnabled = false;
      g.drawImage(copy, 0, 0, pad.width, pad.height);
    }
    g.strokeStyle = colour("--pad-ink");
    g.lineWidth = 20;
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

  function answer() {
    const start = performance.now();
    pixels = shown || Preparation.prepare(strokes, data.columns, data.rows);
    const empty = !shown && strokes.length === 0;
    traces = network.forward(Array.from(pixels, (byte) => byte * data.scale));
    ink(document.getElementById("seen"), pixels, data.columns, data.rows);
    const outputs = traces[traces.length - 1].a;
    const best = outputs.indexOf(Math.max(...outputs));
    document.getElementById("answer").textContent = empty ? "Nothing is drawn yet."
      : `A ${best}, ${percent(outputs[best])}.`;
    document.querySelectorAll("#bars .bar").forEach((bar, j) => {
      const share = empty ? 0 : Math.max(0, Math.min(1, outputs[j]));
      bar.querySelector(".fill").style.width = 100 * share + "%";
      bar.querySelector(".share").textContent = empty ? "" : percent(outputs[j]);
    });
    showActivations(empty);
    showBlame(empty);
    window.report = {network, pixels, outputs: Array.from(outputs), milliseconds: performance.now() - start};
  }

  function layerName(i) {
    return i === traces.length - 1 ? `output (${traces[i].a.length})` : `layer ${i + 1} (${traces[i].a.length} units)`;
  }

  function showActivations(empty) {
    document.getElementById("activations").replaceChildren(...(empty
      ? [element("p", {class: "hint"}, "Draw a digit above.")] : traces.map((t, i) => element(
      "div", {class: "layer"}, layerName(i), units(t.y, "activations of " + layerName(i))))));
  }

  function showBlame(empty) {
    const parent = document.getElementById("blame");
    document.querySelectorAll("#labels button").forEach((button, j) => button.setAttribute("aria-pressed", j === label));
    parent.replaceChildren();
    if (label === null || empty) {
      return;
    }
    const dx = network.backward(traces, label);
    const image = element("canvas", {class: "pixels", role: "img", "aria-label": "the blame of each pixel"});
    signed(image, dx, data.columns, data.rows);
    image.style.width = "140px";
    const layers = traces.map((t, i) => element("div", {class: "layer"}, "dC/dz of " + layerName(i),
      units(t.dz, "blame of " + layerName(i)))).reverse();
    parent.append(element("p", {}, `If this was a ${label}: `, element("span", {class: "plus"}, "orange"),
      " should have been less, ", element("span", {class: "minus"}, "blue"), " more. From the output back to the pixels:"),
    ...layers, element("div", {class: "layer"}, "dC/dx of the pixels", image), blameTable());
  }

  function blameTable() {
    const head = ["weight (layer, out, in)", "a below", "dC/dz", "dC/dw", "w"];
    const rowsOf = (i) => network.mostBlamed(traces, i, 3).map((at) => element("tr", {},
      element("th", {scope: "row"}, `${i + 1}, ${at.out}, ${at.in}`),
      ...[at.below, at.dz, at.dw, at.w].map((value) => element("td", {}, number(value)))));
    const rows = traces.map((t, i) => rowsOf(i)).reverse().flat();
    return element("div", {class: "scroll"}, element("table", {}, element("caption", {}, "Weights with the most blame"),
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", {scope: "col"}, text)))),
      element("tbody", {}, ...rows)));
  }

  function place(event) {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  }

  function refresh() {
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

  for (let j = 0; j < classes; j++) {
    document.getElementById("bars").append(element("div", {class: "bar"}, element("span", {}, String(j)),
      element("span", {class: "track"}, element("div", {class: "fill"})), element("span", {class: "share"})));
    const button = element("button", {type: "button", "aria-pressed": "false"}, String(j));
    button.addEventListener("click", () => {
      label = j;
      showBlame(!shown && strokes.length === 0);
    });
    document.getElementById("labels").append(button);
  }

  function pictures() {
    Sections.gallery(data, show);
    Sections.weights(data, network);
    refresh();
  }

  Sections.summary(data);
  Sections.confusion(data);
  Sections.settings(data);
  Curves.start(data.runs);
  pictures();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    Curves.draw(data.runs);
    pictures();
  });
})();
