"use strict";
// What the page can do beyond being read: sorting, filtering, highlighting, folding. Nothing here is needed to read it.

// "Sở Nội vụ" -> "so noi vu": names are found with or without their marks.
const bare = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase().trim();

// --- Sorting: the headings of a table become buttons.

const collator = new Intl.Collator("vi", { numeric: true });

// The number that a cell begins with, after arrows and words for those who hear; null: none.
const numberOf = (cell) => {
  const found = /[-+]?\d+(?:[.,]\d+)?/.exec(cell.textContent);
  return found ? Number(found[0].replace(",", ".")) : null;
};

const sortBy = (table, heading, column) => {
  const up = heading.getAttribute("aria-sort") !== "ascending";
  const isNumber = heading.classList.contains("n");
  const body = table.tBodies[0];
  const key = (row) => (isNumber ? numberOf(row.cells[column]) : row.cells[column].textContent.trim() || null);
  const rows = Array.from(body.rows, (row) => ({ row, key: key(row) }));
  const compare = (a, b) => (isNumber ? a.key - b.key : collator.compare(a.key, b.key));
  rows.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null); // what has none stays below
    return up ? compare(a, b) : compare(b, a);
  });
  body.append(...rows.map((item) => item.row));
  for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
};

for (const table of document.querySelectorAll("table.sortable")) {
  Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
    if (heading.tagName !== "TH" || heading.classList.contains("strip")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, column));
  });
}

// --- Filtering the ranking.

const filter = document.getElementById("filter");
if (filter) {
  const blocs = Array.from(document.querySelectorAll(".ranked"), (box) => ({
    box,
    rows: Array.from(box.querySelectorAll("tbody tr"), (row) => {
      const name = row.querySelector("th");
      const words = row.querySelector(".cl");
      return { row, name: bare(`${name.textContent} ${name.dataset.c}`), class: words ? words.textContent.trim() : "" };
    }),
  }));
  const total = blocs.reduce((sum, bloc) => sum + bloc.rows.length, 0);
  const output = filter.querySelector("output");
  const value = (name) => (filter.elements[name] ? filter.elements[name].value : "");
  const FIRST = 200; // rows shown at once; laying out thousands takes longer than a key stroke
  let rest = [];
  let timer = 0;
  const showRest = () => {
    clearTimeout(timer);
    for (const row of rest) row.hidden = false;
    rest = [];
  };
  const apply = () => {
    const name = bare(value("name"));
    const hidden = (row, is) => {
      if (row.hidden !== is) row.hidden = is;
    };
    let shown = 0;
    clearTimeout(timer);
    rest = [];
    for (const bloc of blocs) {
      const wanted = !value("bloc") || value("bloc") === bloc.box.dataset.bloc;
      let here = 0;
      for (const item of bloc.rows) {
        const fits = wanted && item.name.includes(name) && (!value("class") || value("class") === item.class);
        here += fits;
        if (fits && shown + here > FIRST) rest.push(item.row);
        hidden(item.row, !fits || shown + here > FIRST);
      }
      hidden(bloc.box, here === 0);
      shown += here;
    }
    timer = setTimeout(showRest, 250);
    output.value = output.dataset.pattern.replace("{1}", shown).replace("{2}", total);
  };
  addEventListener("beforeprint", showRest);
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.hidden = false;
  output.value = output.dataset.pattern.replace("{1}", total).replace("{2}", total);
}

// --- Highlighting a unit among the lines.

for (const form of document.querySelectorAll("form.light")) {
  const drawing = form.parentElement.querySelector("svg.slope");
  form.hidden = !drawing;
  form.addEventListener("input", (event) => {
    const unit = event.target.value;
    drawing.classList.toggle("lit", unit !== "");
    for (const line of drawing.querySelectorAll(".s")) line.classList.toggle("on", line.dataset.u === unit);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

// --- Folding long lists; a link into one opens it, and so does printing.

const folds = Array.from(document.querySelectorAll("details.fold"));
const close = () => folds.forEach((fold) => (fold.open = false));
close();
addEventListener("beforeprint", () => folds.forEach((fold) => (fold.open = true)));
addEventListener("afterprint", close);

// --- The part at hand, marked in the contents.

const links = Array.from(document.querySelectorAll("#contents a"));
const parts = links.map((link) => document.querySelector(link.getAttribute("href")));
let waiting = false;
const mark = () => {
  waiting = false;
  let here = 0;
  parts.forEach((part, i) => {
    if (part.getBoundingClientRect().top < innerHeight / 3) here = i;
  });
  links.forEach((link, i) => {
    link.classList.toggle("here", i === here);
    if (i === here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
};
addEventListener("scroll", () => {
  if (!waiting) requestAnimationFrame(mark);
  waiting = true;
}, { passive: true });
mark();
