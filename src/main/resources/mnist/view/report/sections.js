"use strict";
/* What stands still: summary, confusion matrix, gallery of mistakes, first-layer weights, configuration. */
const Sections = (() => {
  const {element, ink, signed, bytes, number, percent} = Pictures;
  const WEIGHTS_SHOWN = 100;
  const LISTED = 40;
  const FEW_CLASSES = 12;
  const MOST_IN_MATRIX = 100; /* a browser would labour over the cells of more classes */
  const SHORT_NAME = 3;
  let chosen = null; /* the cell of the confusion matrix whose mistakes are set off */

  function leaves(tree, path = "", into = {}) {
    Object.entries(tree).forEach(([key, value]) => {
      const name = path ? path + "." + key : key;
      if (value !== null && typeof value === "object" && !Array.isArray(value)) {
        leaves(value, name, into);
      } else if (value !== null) {
        into[name] = Array.isArray(value) ? listed(value) : String(value);
      }
    });
    return into;
  }

  function listed(values) {
    const more = values.length > LISTED ? ` … (${values.length})` : "";
    return values.slice(0, LISTED).join(", ") + more;
  }

  function summary(data) {
    const run = data.runs[0];
    document.getElementById("title").textContent = "Training report: " + data.runs.map((r) => r.name).join(", ");
    const test = run.result && typeof run.result.accuracy === "number"
      ? ` It is right on ${percent(run.result.accuracy)} of ${run.result.images.toLocaleString("en")} test images.` : " It is not finished.";
    const generated = run.config.data.generated ? " The digits are GENERATED: this says nothing about MNIST." : "";
    const recipe = run.config.recipe;
    const changes = recipe && recipe.changed.length > 0 ? " with other " + recipe.changed.join(", ") : "";
    const by = recipe ? ` by recipe ${recipe.name}${changes}` : "";
    document.getElementById("summary").textContent = `${run.name}: a network ${data.model.widths.join("-")} after `
      + `${run.epochs.length} epoch${run.epochs.length === 1 ? "" : "s"}${by}.${test}${generated}`;
    document.getElementById("footer").textContent = "Written by mnist " + data.tool
      + ". This page needs no network. Curves are drawn by Chart.js (MIT licence).";
  }

  const cellOf = (mistake) => `${mistake.label}-${mistake.prediction}`;

  /* A number of the matrix as the way to its images in the gallery, which it sets off. */
  function toMistakes(name, label, prediction, count) {
    const link = element("a", {href: "#mistake-" + name, title: `${Names.plural(label)} that were called ${Names.of(prediction)}`}, String(count));
    link.addEventListener("click", () => {
      chosen = name;
      document.querySelectorAll(".mistake").forEach((button) => button.classList.toggle("chosen", button.dataset.cell === name));
    });
    return link;
  }

  /* The mistakes that occur most, where a matrix would have too many cells. */
  function frequent(data) {
    const found = data.confusion.flatMap((row, i) => row.map((count, j) => ({i, j, count})))
      .filter(({i, j, count}) => i !== j && count > 0)
      .sort((p, q) => q.count - p.count)
      .slice(0, MOST_IN_MATRIX);
    const rows = found.map(({i, j, count}) => element("tr", {}, element("th", {scope: "row"}, Names.of(i)),
      element("td", {class: "text"}, Names.of(j)), element("td", {}, String(count))));
    return element("table", {}, element("thead", {}, element("tr", {}, element("th", {scope: "col", class: "text"}, "is"),
        element("th", {scope: "col", class: "text"}, "called"), element("th", {scope: "col"}, "times"))),
      element("tbody", {}, ...rows));
  }

  function confusion(data) {
    const parent = document.getElementById("confusion-table");
    if (!data.confusion) {
      parent.append(data.note);
      return;
    }
    if (data.confusion.length > MOST_IN_MATRIX) {
      parent.append(element("p", {class: "hint"}, `The most frequent mistakes among ${data.confusion.length} classes.`),
        frequent(data));
      return;
    }
    const classes = data.confusion.map((row, i) => i);
    const most = Math.max(1, ...data.confusion.flatMap((row, i) => row.filter((count, j) => i !== j)));
    const led = new Set((data.mistakes || []).map(cellOf));
    const head = element("tr", {}, element("th", {scope: "col"}, "is \\ called"),
      ...classes.map((c) => element("th", {scope: "col", title: Names.of(c)}, element("span", {}, Names.of(c)))));
    const rows = data.confusion.map((row, i) => element("tr", {}, element("th", {scope: "row", title: Names.of(i)}, Names.of(i)),
      ...row.map((count, j) => {
        if (i === j) {
          return element("td", {class: "right"}, String(count));
        }
        const name = `${i}-${j}`;
        const cell = element("td", {class: count > 0 ? "taken" : ""}, led.has(name) ? toMistakes(name, i, j, count) : String(count));
        cell.style.setProperty("--share", count / most);
        return cell;
      })));
    const looks = ["matrix", ...(classes.length > FEW_CLASSES ? ["dense"] : []),
      ...(Names.longest() > SHORT_NAME ? ["named"] : [])];
    parent.append(element("table", {class: looks.join(" ")},
      element("caption", {}, "Test images by what they are (rows) and what the network called them (columns)"),
      element("thead", {}, head), element("tbody", {}, ...rows)));
  }

  function gallery(data, show) {
    const hint = document.getElementById("mistakes-hint");
    if (!data.mistakes) {
      hint.textContent = data.note;
      return;
    }
    hint.textContent = `${data.mistakes.length} of ${data.errors} wrong answers on the test images, the surest first. `
      + "Choose one to put it before the network. A number in the confusion matrix leads to its images here.";
    const named = new Set();
    const parent = document.getElementById("gallery");
    parent.replaceChildren(...data.mistakes.map((mistake) => {
      const canvas = element("canvas", {class: "pixels", "aria-hidden": "true"});
      const pixels = bytes(mistake.pixels);
      ink(canvas, pixels, data.columns, data.rows);
      const order = mistake.probabilities.map((p, j) => j)
        .sort((i, j) => mistake.probabilities[j] - mistake.probabilities[i]).slice(0, 3);
      const cell = cellOf(mistake);
      const id = named.has(cell) ? {} : {id: "mistake-" + cell};
      named.add(cell);
      const look = cell === chosen ? "mistake chosen" : "mistake";
      const button = element("button", {type: "button", class: look, "data-cell": cell, ...id}, canvas,
        element("span", {class: "right"}, `is ${Names.of(mistake.label)}`), ", ",
        element("span", {class: "wrong"}, `called ${Names.of(mistake.prediction)}`), element("br"),
        ...order.map((j) => element("span", {class: "row"}, element("span", {class: "name"}, Names.of(j)),
          element("span", {}, percent(mistake.probabilities[j])))),
        element("span", {class: "hint"}, `image ${mistake.index}`));
      button.addEventListener("click", () => show(pixels, mistake.label));
      return button;
    }));
  }

  function weights(data, network) {
    const width = data.model.widths[1];
    const w = network.layers[0].w;
    const pictures = [];
    const shown = Math.min(width, WEIGHTS_SHOWN);
    for (let place = 0; place < shown; place++) {
      // From all over the layer: receptive fields are in the order of reading, and the first see only the margin.
      const unit = Math.floor(place * width / shown);
      const canvas = element("canvas", {class: "pixels", role: "img", "aria-label": "weights of unit " + unit,
        title: "unit " + unit});
      const column = new Float32Array(data.rows * data.columns);
      for (let i = 0; i < column.length; i++) {
        column[i] = w[i * width + unit];
      }
      signed(canvas, column, data.columns, data.rows);
      pictures.push(canvas);
    }
    document.getElementById("weight-images").replaceChildren(...pictures);
    if (width > shown) {
      document.getElementById("weight-images").append(element("p", {class: "hint"},
        `${shown} of ${width} units, from all over the layer.`));
    }
  }

  function settings(data) {
    const columns = data.runs.map((run) => leaves({...run.config, result: run.result || {}}));
    const names = [...new Set(columns.flatMap((column) => Object.keys(column)))];
    const head = element("tr", {}, element("th", {scope: "col"}, ""),
      ...data.runs.map((run) => element("th", {scope: "col", class: "text"}, run.name)));
    const rows = names.map((name) => element("tr", {}, element("th", {scope: "row"}, name.replaceAll("_", " ")),
      ...columns.map((column) => element("td", {class: "text"}, column[name] === undefined ? "–" : column[name]))));
    document.getElementById("settings").append(
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
  }

  return {summary, confusion, gallery, weights, settings, number};
})();
