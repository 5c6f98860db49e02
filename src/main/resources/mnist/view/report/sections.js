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
    const count = run.epochs.length;
    document.getElementById("title").textContent = Texts.of("title.of", data.runs.map((r) => r.name).join(Texts.of("comma")));
    const test = run.result && typeof run.result.accuracy === "number"
      ? Texts.of("summary.test", percent(run.result.accuracy), run.result.images.toLocaleString("en")) : Texts.of("summary.unfinished");
    const generated = run.config.data.generated ? Texts.of("summary.generated") : "";
    const recipe = run.config.recipe;
    const changes = recipe && recipe.changed.length > 0 ? Texts.of("summary.changed", recipe.changed.join(Texts.of("comma"))) : "";
    const by = recipe ? Texts.of("summary.recipe", recipe.name, changes) : "";
    document.getElementById("summary").textContent = 
      Texts.of(count === 1 ? "summary.one" : "summary", run.name, data.model.widths.join("-"), count, by)
      + Texts.of("summary.model", data.model_epoch) + test + generated;
    document.getElementById("footer").textContent = Texts.of("footer", data.tool);
  }

  const cellOf = (mistake) => `${mistake.label}-${mistake.prediction}`;

  /* A number of the matrix as the way to its images in the gallery, which it sets off. */
  function toMistakes(name, label, prediction, count) {
    const link = element("a", {href: "#mistake-" + name, title: Texts.of("confusion.cell", Names.plural(label), Names.of(prediction))}, String(count));
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
    return element("table", {}, element("thead", {}, element("tr", {}, element("th", {scope: "col", class: "text"}, Texts.of("is")),
        element("th", {scope: "col", class: "text"}, Texts.of("called")), element("th", {scope: "col"}, Texts.of("times")))),
      element("tbody", {}, ...rows));
  }

  function confusion(data) {
    const parent = document.getElementById("confusion-table");
    if (!data.confusion) {
      parent.append(Texts.of("no.test"));
      return;
    }
    if (data.confusion.length > MOST_IN_MATRIX) {
      parent.append(element("p", {class: "hint"}, Texts.of("confusion.many", data.confusion.length)),
        frequent(data));
      return;
    }
    const classes = data.confusion.map((row, i) => i);
    const most = Math.max(1, ...data.confusion.flatMap((row, i) => row.filter((count, j) => i !== j)));
    const led = new Set((data.mistakes || []).map(cellOf));
    const head = element("tr", {}, element("th", {scope: "col"}, Texts.of("confusion.head")),
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
      element("caption", {}, Texts.of("confusion.caption")),
      element("thead", {}, head), element("tbody", {}, ...rows)));
  }

  /* A click selects all of it; where the browser allows, it copies it, too. */
  function command(text) {
    const code = element("code", {class: "command", title: Texts.of("copy")}, text);
    code.addEventListener("click", () => {
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text).catch(() => {});
      }
    });
    return code;
  }

  function gallery(data, show) {
    const hint = document.getElementById("mistakes-hint");
    if (!data.mistakes) {
      hint.textContent = Texts.of("no.test");
      return;
    }
    hint.textContent = Texts.of("mistakes.hint", data.mistakes.length, data.errors);
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
        element("span", {class: "right"}, Texts.of("mistake.is", Names.of(mistake.label))), Texts.of("comma"),
        element("span", {class: "wrong"}, Texts.of("mistake.called", Names.of(mistake.prediction))), element("br"),
        ...order.map((j) => element("span", {class: "row"}, element("span", {class: "name"}, Names.of(j)),
          element("span", {}, Pad.output(mistake.probabilities[j])))),
        element("span", {class: "hint"}, Texts.of("mistake.image", mistake.index)));
      button.addEventListener("click", () => show(pixels, mistake.label));
      return element("div", {class: "tile"}, button, command(`${data.explain} --index ${mistake.index}`));
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
      const canvas = element("canvas", {class: "pixels", role: "img", "aria-label": Texts.of("weights.unit", unit),
        title: Texts.of("weights.unit", unit)});
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
        Texts.of("weights.some", shown, width)));
    }
  }

  /* What the train header speaks of, in its order; of a group only what some run has, and has not switched off. */
  const GROUPS = [
    ["data", ["data.name", "data.source", "data.limit", "data.trainImages", "data.validationImages", "data.validation",
      "data.fingerprint"]],
    ["network", ["network.widths", "network.activation", "network.normalization", "network.residual",
      "network.receptiveField", "training.initializer"]],
    ["loss", ["network.loss", "network.output", "training.labelSmoothing"]],
    ["training", ["training.epochs", "training.batchSize", "training.optimizer.name", "training.optimizer.momentum",
      "training.learningRate", "training.schedule.name", "training.schedule.warmupEpochs", "training.clipNorm",
      "training.patience", "training.averaging", "training.tiedEpochs", "training.seed"]],
    ["regularisation", ["training.penalty.l1", "training.penalty.l2", "training.penalty.decay", "training.penalty.maxNorm",
      "training.hiddenDropout", "training.inputDropout", "training.hiddenNoise", "training.inputNoise",
      "training.augmentation"]],
    ["program", ["recipe.name", "kernel", "tool"]],
    ["result", ["result.accuracy", "result.loss", "result.errors", "result.best_epoch"]],
  ];
  const OFF = new Set(["0", "0.0", "none", "false", "constant"]);
  const WITH_MOMENTUM = ["momentum", "nesterov"];

  function told(run) {
    const values = leaves({...run.config, result: run.result || {}});
    const {inputs, hidden, outputs} = run.config.network;
    values["network.widths"] = [inputs, ...hidden, outputs].join("-");
    if (!WITH_MOMENTUM.includes(values["training.optimizer.name"])) {
      delete values["training.optimizer.momentum"];
    }
    return values;
  }

  const cells = (columns, name) => columns.map((column) => element("td", {class: "text"},
    column[name] === undefined ? "–" : column[name]));

  function group(name, paths, columns) {
    const shown = paths.filter((path) => columns.some((column) => column[path] !== undefined && !OFF.has(column[path])));
    const head = element("tr", {}, element("th", {scope: "rowgroup", class: "group text", colspan: columns.length + 1},
      Texts.of("group." + name)));
    const rows = shown.map((path) => element("tr", {},
      element("th", {scope: "row"}, Texts.of("setting." + path)), ...cells(columns, path)));
    return rows.length > 0 ? [head, ...rows] : [];
  }

  function settings(data) {
    const head = () => element("thead", {}, element("tr", {}, element("th", {scope: "col"}, ""),
      ...data.runs.map((run) => element("th", {scope: "col", class: "text"}, run.name))));
    const columns = data.runs.map(told);
    const all = data.runs.map((run) => leaves({...run.config, result: run.result || {}}));
    const names = [...new Set(all.flatMap((column) => Object.keys(column)))];
    const rows = names.map((name) => element("tr", {}, element("th", {scope: "row"}, element("code", {}, name)),
      ...cells(all, name)));
    document.getElementById("settings").append(
      element("div", {class: "scroll"}, element("table", {}, head(),
        element("tbody", {}, ...GROUPS.flatMap(([name, paths]) => group(name, paths, columns))))),
      element("details", {}, element("summary", {}, Texts.of("settings.all")),
        element("div", {class: "scroll"}, element("table", {}, head(), element("tbody", {}, ...rows)))));
  }

  return {summary, confusion, gallery, weights, settings, number};
})();
