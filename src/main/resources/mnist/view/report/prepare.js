"use strict";
/* From strokes to an image, in the way that the model's training images were made. "digit" is what MNIST's makers would have
   made of them: the digit fitted into 20 x 20 pixels, grey at its edges, its centre of mass in the middle. The others take
   the pad as a whole: "light" with dark strokes on light ground, "plain" and "fit" with light strokes on dark ground. */
const Preparation = (() => {
  const BOX = 20;
  const SIDE = 28; /* of MNIST's images */
  const PEN = 2.3; /* width of a stroke in pixels of the result */
  const FINE = 8; /* pixels that are averaged for one, in each direction */
  const LARGEST_SCALE = 1 / 3; /* a dot stays a dot */

  function bounds(strokes) {
    const points = strokes.flat();
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    return {left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)};
  }

  function render(strokes, scale, fromX, fromY, columns, rows, pen = PEN) {
    const canvas = document.createElement("canvas");
    canvas.width = columns * FINE;
    canvas.height = rows * FINE;
    const g = canvas.getContext("2d", {willReadFrequently: true});
    g.fillStyle = "#000";
    g.fillRect(0, 0, canvas.width, canvas.height);
    g.strokeStyle = "#fff";
    g.lineWidth = pen * FINE;
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
  function digit(strokes, columns, rows) {
    if (strokes.length === 0) {
      return new Uint8Array(columns * rows);
    }
    const b = bounds(strokes);
    const box = BOX * Math.min(columns, rows) / SIDE - PEN;
    const scale = Math.min(LARGEST_SCALE, box / Math.max(b.right - b.left, b.bottom - b.top, 1));
    const x = (b.left + b.right) / 2;
    const y = (b.top + b.bottom) / 2;
    const [massX, massY] = centreOfMass(render(strokes, scale, x, y, columns, rows), columns);
    return render(strokes, scale, x + (massX - columns / 2) / scale, y + (massY - rows / 2) / scale, columns, rows);
  }

  /* The pad as a whole, of this width and height and with strokes so wide. */
  function whole(strokes, columns, rows, width, height, pen) {
    const scale = columns / width;
    return render(strokes, scale, width / 2, height / 2, columns, rows, pen * scale);
  }

  /* What a run's configuration says; of an older one, which says nothing, what is likely. */
  function kindOf(preparation, columns, rows) {
    if (preparation && preparation !== "unknown") {
      return preparation;
    }
    return columns === SIDE && rows === SIDE ? "digit" : "plain";
  }

  /* pad: {width, height, pen} */
  function prepare(kind, strokes, columns, rows, pad) {
    if (kind === "digit") {
      return digit(strokes, columns, rows);
    }
    const pixels = whole(strokes, columns, rows, pad.width, pad.height, pad.pen);
    return kind === "light" ? pixels.map((ink) => 255 - ink) : pixels;
  }

  return {kindOf, prepare};
})();
