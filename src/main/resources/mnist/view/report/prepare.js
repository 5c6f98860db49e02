"use strict";
/* From strokes to what MNIST's makers would have made of them: the digit fitted into 20 x 20 pixels, grey at its edges, its
   centre of mass in the middle. */
const Preparation = (() => {
  const BOX = 20;
  const PEN = 2.3; /* width of a stroke in pixels of the result */
  const FINE = 8; /* pixels that are averaged for one, in each direction */
  const LARGEST_SCALE = 1 / 3; /* a dot stays a dot */

  function bounds(strokes) {
    const points = strokes.flat();
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    return {left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)};
  }

  function render(strokes, scale, fromX, fromY, columns, rows) {
    const canvas = document.createElement("canvas");
    canvas.width = columns * FINE;
    canvas.height = rows * FINE;
    const g = canvas.getContext("2d", {willReadFrequently: true});
    g.fillStyle = "#000";
    g.fillRect(0, 0, canvas.width, canvas.height);
    g.strokeStyle = "#fff";
    g.lineWidth = PEN * FINE;
    g.lineCap = "round";
    g.lineJoin = "round";
    for (const stroke of strokes) {
      g.beginPath();
      stroke.forEach(([x, y], i) => {
        const at = [((x - fromX) * scale + columns / 2) * FINE, ((y - fromY) * scale + rows / 2) * FINE];
        if (i === 0) {
          g.moveTo(...at);
        }
        g.lineTo(...at);
      });
      g.stroke();
    }
    return average(g.getImageData(0, 0, canvas.width, canvas.height).data, columns, rows);
  }

  function average(rgba, columns, rows) {
    const pixels = new Uint8Array(columns * rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let y = row * FINE; y < (row + 1) * FINE; y++) {
          for (let x = column * FINE; x < (column + 1) * FINE; x++) {
            sum += rgba[4 * (y * columns * FINE + x)];
          }
        }
        pixels[row * columns + column] = Math.round(sum / (FINE * FINE));
      }
    }
    return pixels;
  }

  function centreOfMass(pixels, columns) {
    let mass = 0;
    let x = 0;
    let y = 0;
    pixels.forEach((ink, i) => {
      mass += ink;
      x += ink * (i % columns + 0.5);
      y += ink * (Math.floor(i / columns) + 0.5);
    });
    return mass === 0 ? [columns / 2, pixels.length / columns / 2] : [x / mass, y / mass];
  }

  /* strokes: [[[x, y], ...], ...]. Returns rows x columns bytes, 0 is background. */
  function prepare(strokes, columns, rows) {
    if (strokes.length === 0) {
      return new Uint8Array(columns * rows);
    }
    const b = bounds(strokes);
    const box = BOX * Math.min(columns, rows) / 28 - PEN;
    const scale = Math.min(LARGEST_SCALE, box / Math.max(b.right - b.left, b.bottom - b.top, 1));
    const x = (b.left + b.right) / 2;
    const y = (b.top + b.bottom) / 2;
    const [massX, massY] = centreOfMass(render(strokes, scale, x, y, columns, rows), columns);
    return render(strokes, scale, x + (massX - columns / 2) / scale, y + (massY - rows / 2) / scale, columns, rows);
  }

  return {prepare};
})();
