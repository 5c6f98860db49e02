"use strict";
/* Which image is looked at: one of the data, or a drawing. */
const Images = (() => {
  const {t, className} = Texts;
  const SHOWN = 12;
  const PEN = 20;
  const pad = document.getElementById("pad");
  let strokes = [];
  let stroke = null;
  let first = 0;

  function thumbnails() {
    const {digits} = Lab.data;
    const list = document.getElementById("thumbnails");
    list.replaceChildren(...Array.from({length: Math.min(SHOWN, digits.labels.length)}, (_, k) => {
      const index = (first + k) % digits.labels.length;
      const canvas = Pictures.element("canvas", {class: "pixels"});
      Pictures.ink(canvas, Lab.bytes.subarray(index * Lab.pixels, (index + 1) * Lab.pixels), digits.columns, digits.rows);
      const button = Pictures.element("button", {type: "button", "aria-label": t("images.one", index, Lab.data.class_names[digits.labels[index]]),
        "aria-pressed": String(!Lab.state.own && index === Lab.state.image), title: t("images.one", index, Lab.data.class_names[digits.labels[index]])}, canvas);
      button.addEventListener("click", () => Lab.show(index));
      return button;
    }));
  }

  function move(by) {
    const count = Lab.data.digits.labels.length;
    first = (first + by + count) % count;
    thumbnails();
  }

  function draw() {
    thumbnails();
    document.getElementById("image-said").textContent = Lab.state.own ? t("images.own", Lab.data.class_names[Lab.label()])
      : t("images.this", Lab.state.image, Lab.data.class_names[Lab.label()]);
  }

  function place(event) {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  }

  function paint() {
    const g = pad.getContext("2d");
    g.fillStyle = Pictures.colour("--pad");
    g.fillRect(0, 0, pad.width, pad.height);
    Object.assign(g, {strokeStyle: Pictures.colour("--pad-ink"), lineWidth: PEN, lineCap: "round", lineJoin: "round"});
    strokes.forEach((points) => {
      g.beginPath();
      g.moveTo(...points[0]);
      points.forEach((point) => g.lineTo(...point));
      g.stroke();
    });
  }

  function prepared() {
    paint();
    const {rows, columns} = Lab.data.digits;
    const kind = Preparation.kindOf(Lab.data.preparation, columns, rows);
    const own = Preparation.prepare(kind, strokes, columns, rows, {width: pad.width, height: pad.height, pen: PEN});
    Lab.show(Lab.state.image, own, Number(document.getElementById("own-label").value));
  }

  function begin() {
    const labels = document.getElementById("own-label");
    Lab.data.class_names.forEach((name, label) => labels.append(Pictures.element("option", {value: label}, name)));
    const on = (id, action) => document.getElementById(id).addEventListener("click", action);
    on("images-before", () => move(-SHOWN));
    on("images-after", () => move(SHOWN));
    on("image-random", () => {
      first = Math.floor(Math.random() * Lab.data.digits.labels.length);
      Lab.show(first);
    });
    on("pad-clear", () => {
      strokes = [];
      paint();
      Lab.show(Lab.state.image);
    });
    labels.addEventListener("change", () => (strokes.length ? prepared() : undefined));
    pad.addEventListener("pointerdown", (event) => {
      stroke = [place(event)];
      strokes.push(stroke);
      pad.setPointerCapture(event.pointerId);
      prepared();
    });
    pad.addEventListener("pointermove", (event) => {
      if (stroke) {
        stroke.push(place(event));
        prepared();
      }
    });
    ["pointerup", "pointercancel"].forEach((name) => pad.addEventListener(name, () => { stroke = null; }));
    paint();
  }

  return {begin, draw, paint};
})();
