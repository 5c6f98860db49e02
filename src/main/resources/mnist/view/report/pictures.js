"use strict";
/* Small canvases and the making of elements; every text from the data goes in as text, never as markup. */
const Pictures = (() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function rgb(name) {
    const hex = colour(name);
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  }

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...children);
    return made;
  }

  function paint(canvas, columns, rows, colourAt) {
    canvas.width = columns;
    canvas.height = rows;
    const g = canvas.getContext("2d");
    const image = g.createImageData(columns, rows);
    for (let i = 0; i < columns * rows; i++) {
      const [red, green, blue] = colourAt(i);
      image.data.set([red, green, blue, 255], 4 * i);
    }
    g.putImageData(image, 0, 0);
  }

  let shadesAreTrue = false;

  /* From now on 0 is black and 255 is white, on light ground too: for photographs and the like. */
  function showTrueShades() {
    shadesAreTrue = true;
  }

  /* bytes: 0 is background. */
  function ink(canvas, bytes, columns, rows) {
    const ground = shadesAreTrue ? [0, 0, 0] : rgb("--pad");
    const full = shadesAreTrue ? [255, 255, 255] : rgb("--pad-ink");
    paint(canvas, columns, rows, (i) => ground.map((c, k) => c + (full[k] - c) * bytes[i] / 255));
  }

  /* Orange above 0, blue below, the ground at 0; the farthest value is full colour. */
  function signed(canvas, values, columns, rows) {
    const ground = rgb("--ground");
    const plus = rgb("--plus");
    const minus = rgb("--minus");
    let farthest = 0;
    values.forEach((value) => { farthest = Math.max(farthest, Math.abs(value)); });
    paint(canvas, columns, rows, (i) => {
      const share = i < values.length && farthest > 0 ? values[i] / farthest : 0;
      const to = share > 0 ? plus : minus;
      return ground.map((c, k) => c + (to[k] - c) * Math.abs(share));
    });
  }

  /* The units of a layer, some in a row, each a square. */
  function units(values, label) {
    const columns = values.length <= 16 ? values.length : Math.ceil(Math.sqrt(values.length * 2));
    const rows = Math.ceil(values.length / columns);
    const canvas = element("canvas", {class: "pixels", role: "img", "aria-label": label});
    signed(canvas, values, columns, rows);
    const size = values.length <= 16 ? 20 : 12;
    canvas.style.width = columns * size + "px";
    return canvas;
  }

  function bytes(base64) {
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  }

  function number(value) {
    if (value === null || value === undefined) {
      return "–";
    }
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
  }

  /* Rounding makes nothing certain or impossible. */
  function percent(value) {
    const text = (100 * value).toFixed(2);
    if (text === "100.00" && value < 1) {
      return ">\u00a099.99\u00a0%";
    }
    return text === "0.00" && value > 0 ? "<\u00a00.01\u00a0%" : text + "\u00a0%";
  }

  return {colour, rgb, element, showTrueShades, ink, signed, units, bytes, number, percent};
})();
