"use strict";
/* The panels: each is drawn anew when something has changed and it can be seen. */
const Panels = (() => {
  const panels = new Map();
  let waiting = false;
  const watch = new IntersectionObserver((entries) => {
    entries.forEach((entry) => { panels.get(entry.target).seen = entry.isIntersecting; });
    changed(false);
  }, {rootMargin: "300px"});

  /* id of the section; draw() is called with it. */
  function add(id, draw) {
    const section = document.getElementById(id);
    panels.set(section, {draw, seen: false, dirty: true});
    watch.observe(section);
  }

  function changed(all = true) {
    panels.forEach((panel) => { panel.dirty = panel.dirty || all; });
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        flush(false);
      });
    }
  }

  /* Draws now: what is seen, or everything. */
  function flush(all = true) {
    panels.forEach((panel, section) => {
      if (panel.dirty && (panel.seen || all) && !section.hidden) {
        panel.dirty = false;
        panel.draw(section);
      }
    });
  }

  return {add, changed, flush};
})();
