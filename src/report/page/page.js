// The page's script: the language's switch, sorting, the people behind a figure,
// examples of findings, the search. It counts nothing that the page states; it
// puts nothing into the page but text.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var data = JSON.parse(document.getElementById("data").textContent);
  var PAGE = 25;

  // --- pieces ---------------------------------------------------------------
  function el(name, attributes, children) {
    var node = document.createElement(name);
    for (var key in attributes || {}) node.setAttribute(key, attributes[key]);
    (children || []).forEach(function (child) {
      node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return node;
  }
  function both(pair) {
    if (pair[0] === pair[1]) return el("span", {}, [pair[0]]);
    return el("span", {}, [
      el("span", { "class": "z", lang: "zh-CN" }, [pair[0]]),
      el("span", { "class": "e", lang: "en" }, [pair[1]])
    ]);
  }
  function filled(key, values) {
    return both(data.words[key].map(function (text) {
      return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
    }));
  }
  function word(key) { return both(data.words[key]); }
  function bdi(text) { return el("bdi", {}, [text]); }
  function grouped(count) { return String(count).replace(/\B(?=(\d{3})+$)/g, ","); }
  function yuan(fen) {
    return grouped(Math.floor(fen / 100)) + "." + String(100 + fen % 100).slice(1);
  }
  function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  // --- language -------------------------------------------------------------
  function speak(lang) {
    root.className = root.className.replace(/\b(zh|en)\b/, lang);
    root.lang = lang === "zh" ? "zh-CN" : "en";
    var title = document.querySelector("title");
    document.title = title.getAttribute("data-" + lang);
    all("[aria-label][data-zh]").forEach(function (node) {
      node.setAttribute("aria-label", node.getAttribute("data-" + lang));
    });
    all("option[data-zh]").forEach(function (node) {
      node.textContent = node.getAttribute("data-" + lang);
    });
    all("[data-lang]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-lang") === lang));
    });
  }
  all("[data-lang]").forEach(function (button) {
    button.addEventListener("click", function () { speak(button.getAttribute("data-lang")); });
  });

  // --- people ---------------------------------------------------------------
  var lists = [data.roster, data.pay].map(function (list) {
    if (!list) return null;
    var count = list.ends.length;
    var run = new Uint32Array(count), number = new Uint32Array(count);
    var code = new Uint8Array(count), why = new Int32Array(count).fill(-1);
    var at = 0, i, k;
    for (i = 0; i < list.runs.length; i += 4)
      for (k = 0; k < list.runs[i]; k++) run[at++] = i;
    at = 0;
    for (i = 0; i < list.rows.length; i += 2)
      for (k = 0; k < list.rows[i + 1]; k++) number[at++] = list.rows[i] + k;
    for (i = 0; i < count; i++) {
      var letter = list.ends.charCodeAt(i);
      code[i] = letter < 91 ? letter - 65 : letter - 97 + 26;
    }
    at = 0;
    for (i = 0; i < list.why.length; i += 2) { at += list.why[i]; why[at] = list.why[i + 1]; }
    return { data: list, count: count, run: run, number: number, code: code, why: why };
  });
  var rosterOf = null, payOf = null, own = null, sums = null;
  if (lists[1]) {
    var pay = lists[1].data, place = 0, at = 0;
    rosterOf = new Int32Array(lists[1].count).fill(-1);
    payOf = new Int32Array(lists[0].count).fill(-1);
    pay.links.forEach(function (step, row) {
      if (step === 0) return;
      place += step > 0 ? step - 1 : step;
      rosterOf[row] = place;
      if (payOf[place] < 0) payOf[place] = row;
    });
    own = new Int32Array(lists[1].count).fill(-1);
    pay.own.forEach(function (step, ordinal) { at += step; own[at] = ordinal; });
    sums = new Float64Array(lists[1].count).fill(pay.whole);
    at = 0;
    for (var s = 0; s < pay.amounts.length; s += 2) { at += pay.amounts[s]; sums[at] = pay.amounts[s + 1]; }
  }
  [data.roster, data.pay].forEach(function (list) {
    if (!list) return;
    var odd = {};
    list.odd.forEach(function (pair) { odd[pair[0]] = pair[1]; });
    list.oddly = odd;
  });
  // A row is its place over both lists: the roster's first.
  function listOf(row) { return row < lists[0].count ? 0 : 1; }
  function inList(row) { return row < lists[0].count ? row : row - lists[0].count; }
  function named(row) {
    var list = listOf(row), i = inList(row);
    if (list === 0) return [data.roster, i];
    return own[i] >= 0 ? [data.pay, own[i]] : [data.roster, rosterOf[i]];
  }
  function nameOf(row) { var n = named(row); return n[0].names[n[1]]; }
  function lastFour(row) {
    var n = named(row), odd = n[0].oddly[n[1]];
    return odd === undefined ? n[0].ids.substr(n[1] * 6 + 2, 4) : odd.slice(-4);
  }
  function maskOf(row) {
    var n = named(row), odd = n[0].oddly[n[1]];
    if (odd !== undefined) return odd;
    var packed = n[0].ids.substr(n[1] * 6, 6);
    return data.prefixes[parseInt(packed.slice(0, 2), 36)] + "••••••••" + packed.slice(2);
  }
  function runOf(row, part) {
    var list = lists[listOf(row)];
    return list.data.runs[list.run[inList(row)] + part];
  }
  function townshipOf(row) { return data.townships[runOf(row, 2)]; }
  function villageOf(row) { return data.villages[runOf(row, 3)]; }
  function placeOf(row) {
    var list = lists[listOf(row)], sheet = list.data.sheets[runOf(row, 1)];
    return sheet.filter(Boolean).concat(String(list.number[inList(row)])).join(" › ");
  }
  function codeOf(row) { return lists[listOf(row)].code[inList(row)]; }
  function endOf(row) { return codeOf(row) >> 2; }
  function amountOf(row) { return listOf(row) === 1 ? sums[inList(row)] : 0; }
  function setOf(row) { return lists[listOf(row)].why[inList(row)]; }
  function reasons(row, into) {
    var set = setOf(row);
    if (set >= 0) {
      data.sets[set].split(";").forEach(function (code) {
        into.appendChild(el("div", {}, [
          el("span", { "class": "code" }, [code]), both(data.titles[code] || ["", ""])
        ]));
      });
    }
    var other = listOf(row) === 0 && endOf(row) === 2 ? payOf[inList(row)] : -1;
    if (other >= 0) {
      into.appendChild(el("div", {}, [word("other")]));
      reasons(lists[0].count + other, into);
    }
  }

  // --- a table of people ----------------------------------------------------
  var COLUMNS = [
    ["list", function (a, b) { return listOf(a) - listOf(b); }],
    ["name", null],
    ["id", function (a, b) { return maskOf(a) < maskOf(b) ? -1 : maskOf(a) > maskOf(b) ? 1 : 0; }],
    ["township", null],
    ["village", null],
    ["end", function (a, b) { return endOf(a) - endOf(b); }],
    ["amount", function (a, b) { return amountOf(a) - amountOf(b); }],
    ["why", function (a, b) { return setOf(b) - setOf(a); }],
    ["place", function (a, b) { return a - b; }]
  ];
  var TEXTS = { name: nameOf, township: townshipOf, village: villageOf };
  var collator = new Intl.Collator("zh-CN");
  var ranks = {};
  // Distinct texts are compared once, as people order them; rows by number then.
  function ranked(key) {
    if (ranks[key]) return ranks[key];
    var text = TEXTS[key], total = lists[0].count + lists[1].count;
    var rank = new Map(), of = new Int32Array(total), row;
    for (row = 0; row < total; row++) rank.set(text(row), 0);
    Array.from(rank.keys()).sort(collator.compare).forEach(function (one, at) { rank.set(one, at); });
    for (row = 0; row < total; row++) of[row] = rank.get(text(row));
    ranks[key] = function (a, b) { return of[a] - of[b]; };
    return ranks[key];
  }
  function People(holder, label, counts) {
    var rows = [], page = 0, sorted = null, down = false;
    var count = el("p", { "class": "count-line", role: "status", "aria-live": "polite" });
    var body = el("tbody");
    var heads = COLUMNS.map(function (column) {
      var button = el("button", { type: "button" }, [word(column[0])]);
      var th = el("th", { scope: "col" }, [button]);
      if (column[0] === "amount") th.className = "n";
      button.addEventListener("click", function () {
        down = sorted === column ? !down : false;
        sorted = column;
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        order();
        draw();
      });
      return th;
    });
    var table = el("table", { "class": "dense sorts people" }, [
      el("caption", { "class": "sr" }, [label]),
      el("thead", {}, [el("tr", {}, heads)]), body
    ]);
    var before = el("button", { type: "button", "class": "plain" }, [word("before")]);
    var after = el("button", { type: "button", "class": "plain" }, [word("after")]);
    var where = el("span");
    var pager = el("div", { "class": "pager" }, [before, where, after]);
    // A button at its end keeps the focus, so it is not disabled.
    function off(button) { return button.getAttribute("aria-disabled") === "true"; }
    before.addEventListener("click", function () { if (!off(before)) { page--; draw(); } });
    after.addEventListener("click", function () { if (!off(after)) { page++; draw(); } });
    var wide = el("div", { "class": "wide", tabindex: "0", role: "region" }, [table]);
    wide.setAttribute("aria-label", data.words.rows[root.classList.contains("zh") ? 0 : 1]);
    wide.setAttribute("data-zh", data.words.rows[0]);
    wide.setAttribute("data-en", data.words.rows[1]);
    (counts ? [count] : []).concat(wide, pager).forEach(function (node) { holder.appendChild(node); });
    function order() {
      var by = sorted[1] || ranked(sorted[0]), sign = down ? -1 : 1;
      rows.sort(function (a, b) { return sign * by(a, b) || a - b; });
      page = 0;
    }
    function draw() {
      var pages = Math.max(1, Math.ceil(rows.length / PAGE));
      page = Math.min(Math.max(0, page), pages - 1);
      clear(body);
      rows.slice(page * PAGE, page * PAGE + PAGE).forEach(function (row) {
        var end = endOf(row), why = el("td", { "class": "why" });
        reasons(row, why);
        var village = villageOf(row);
        body.appendChild(el("tr", {}, [
          el("td", {}, [both(data.lists[listOf(row)])]),
          el("th", { scope: "row" }, [bdi(nameOf(row))]),
          el("td", { "class": "id" }, [bdi(maskOf(row))]),
          el("td", {}, [bdi(townshipOf(row))]),
          el("td", {}, [village ? bdi(village) : word("nowhere")]),
          el("td", { "class": end === 2 ? "e-held" : end === 0 ? "e-paid" : "" }, [both(data.ends[end])]),
          el("td", { "class": "n" }, [amountOf(row) ? yuan(amountOf(row)) : ""]),
          why,
          el("td", { "class": "path" }, [bdi(placeOf(row))])
        ]));
      });
      clear(where);
      where.appendChild(filled("page", { n: grouped(page + 1), m: grouped(pages) }));
      before.setAttribute("aria-disabled", String(page === 0));
      after.setAttribute("aria-disabled", String(page === pages - 1));
      pager.hidden = pages === 1;
    }
    this.show = function (found) {
      rows = found;
      page = 0;
      clear(count);
      count.appendChild(rows.length ? filled("found", { n: grouped(rows.length) }) : word("none"));
      if (sorted) order();
      draw();
    };
  }

  // --- panels that open below a figure --------------------------------------
  function panel(id, buttons, fill) {
    var node = document.getElementById(id), opener = null;
    function close(focus) {
      if (!opener) return;
      opener.setAttribute("aria-expanded", "false");
      var row = opener.closest("tr");
      if (row) row.classList.remove("open");
      node.hidden = true;
      clear(node);
      if (focus) opener.focus();
      opener = null;
    }
    function open(button) {
      close(false);
      opener = button;
      button.setAttribute("aria-expanded", "true");
      var row = button.closest("tr");
      if (row && id === "behind") row.classList.add("open");
      clear(node);
      var shut = el("button", { type: "button", "class": "plain" }, [word("close")]);
      shut.addEventListener("click", function () { close(true); });
      var heading = el("h3");
      node.appendChild(el("div", { "class": "panel-head" }, [heading, shut]));
      fill(button, heading, node);
      node.hidden = false;
      node.focus({ preventScroll: true });
      node.scrollIntoView({ block: "nearest" });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        if (opener === button) close(true); else open(button);
      });
    });
    if (node) node.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { event.preventDefault(); close(true); }
    });
    buttons.forEach(function (button) {
      button.addEventListener("keydown", function (event) {
        if (event.key === "Escape") { event.preventDefault(); close(true); }
      });
    });
  }
  function copyOf(node) {
    return el("span", {}, Array.prototype.map.call(node.childNodes, function (child) {
      return child.cloneNode(true);
    }));
  }

  // The people behind a step of the bridge.
  var steps = all("button[data-step]");
  panel("behind", steps, function (button, heading, node) {
    var list = Number(button.getAttribute("data-table"));
    var wanted = new Uint8Array(64), letters = button.getAttribute("data-codes");
    for (var i = 0; i < letters.length; i++) {
      var letter = letters.charCodeAt(i);
      wanted[letter < 91 ? letter - 65 : letter - 97 + 26] = 1;
    }
    var from = list === 0 ? 0 : lists[0].count, found = [];
    for (var row = 0; row < lists[list].count; row++)
      if (wanted[lists[list].code[row]]) found.push(from + row);
    var stated = Number(button.getAttribute("data-rows"));
    heading.appendChild(copyOf(button));
    heading.appendChild(el("span", { "class": "count" }, [grouped(stated), " ", word("rows")]));
    if (found.length < stated)
      node.appendChild(el("p", { "class": "note" }, [filled("part", { n: grouped(found.length) })]));
    new People(node, copyOf(button), false).show(found);
  });
  // The whole line opens, not its words alone.
  steps.forEach(function (button) {
    var row = button.closest("tr");
    row.addEventListener("click", function (event) {
      if (!event.target.closest("button")) button.click();
    });
  });

  // Examples of a finding.
  var cells = all(".heat button");
  panel("examples", cells, function (button, heading, node) {
    var row = Number(button.getAttribute("data-row")), column = button.getAttribute("data-column");
    var head = button.closest("tr").querySelector("th");
    heading.appendChild(copyOf(head));
    if (column !== "all") {
      var index = Array.prototype.indexOf.call(button.closest("tr").children, button.parentNode);
      var place = button.closest("table").querySelector("thead tr").children[index];
      heading.appendChild(el("span", { "class": "count" }, [copyOf(place.firstChild)]));
    }
    var found = data.examples.filter(function (one) {
      return one[0] === row && (column === "all" || one[1] === Number(column));
    }).slice(0, 12);
    node.appendChild(el("ul", {}, found.map(function (one) {
      return el("li", {}, [
        el("div", { "class": "place" }, [bdi(one[2])]), el("div", {}, [bdi(one[3])])
      ]);
    })));
    var more = Number(button.getAttribute("data-count")) - found.length;
    if (more > 0)
      node.appendChild(el("p", { "class": "note" }, [filled("more", { n: grouped(more) })]));
  });
  // One stop of the tab key; arrows go on from there.
  cells.forEach(function (button, at) { button.tabIndex = at === 0 ? 0 : -1; });
  all(".heat").forEach(function (table) {
    var grid = all("tbody tr", table).map(function (row) {
      return Array.prototype.map.call(row.children, function (cell) {
        return cell.querySelector("button");
      });
    });
    function go(button) {
      cells.forEach(function (other) { other.tabIndex = -1; });
      button.tabIndex = 0;
      button.focus();
    }
    table.addEventListener("keydown", function (event) {
      var button = event.target, row = -1, column = -1;
      grid.forEach(function (line, r) {
        var c = line.indexOf(button);
        if (c >= 0) { row = r; column = c; }
      });
      if (row < 0) return;
      var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (!step) return;
      event.preventDefault();
      do { row += step[0]; column += step[1]; } while (grid[row] && column < grid[row].length && column >= 0 && !grid[row][column]);
      if (grid[row] && grid[row][column]) go(grid[row][column]);
    });
    cells.forEach(function (button) {
      button.addEventListener("focus", function () {
        cells.forEach(function (other) { other.tabIndex = -1; });
        button.tabIndex = 0;
      });
    });
  });

  // --- tables that can be sorted --------------------------------------------
  function value(cell) {
    var shown = all(root.classList.contains("zh") ? ".z" : ".e", cell)[0];
    var text = (shown || cell).textContent.trim();
    var plain = text.replace(/,/g, "");
    return /^[+−-]?\d+(\.\d+)?$/.test(plain) ? Number(plain.replace("−", "-")) : text;
  }
  all("table.sorts").forEach(function (table) {
    var body = table.tBodies[0];
    all("thead th", table).forEach(function (th) {
      var button = el("button", { type: "button" });
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () {
        var index = Array.prototype.indexOf.call(th.parentNode.children, th);
        var up = th.getAttribute("aria-sort") !== "ascending";
        // Numbers are asked for with the most first.
        if (!th.hasAttribute("aria-sort") && th.classList.contains("n")) up = false;
        all("th", th.parentNode).forEach(function (other) { other.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", up ? "ascending" : "descending");
        var rows = Array.prototype.map.call(body.rows, function (row) {
          return [value(row.children[index]), row];
        });
        rows.sort(function (a, b) {
          var apart = typeof a[0] === "number" && typeof b[0] === "number"
            ? a[0] - b[0] : collator.compare(String(a[0]), String(b[0]));
          return up ? apart : -apart;
        });
        rows.forEach(function (pair) { body.appendChild(pair[1]); });
      });
    });
  });

  // --- the search -----------------------------------------------------------
  var form = document.getElementById("ask");
  if (form && lists[1]) {
    var title = copyOf(document.getElementById("h-people"));
    var table = new People(document.getElementById("everybody"), title, true);
    var options = function (id, entries) {
      var select = document.getElementById(id);
      select.appendChild(option(data.words.all, ""));
      entries.forEach(function (entry) { select.appendChild(option(entry[0], entry[1])); });
      select.addEventListener("change", search);
      return select;
    };
    var option = function (pair, value) {
      return el("option", { value: value, "data-zh": pair[0], "data-en": pair[1] }, [pair[0]]);
    };
    var search = function () {
      var asked = query.value.trim().replace(/\s+/g, "").toUpperCase();
      var found = [], total = lists[0].count + lists[1].count;
      var list = ofList.value, end = ofEnd.value, township = ofTownship.value;
      for (var row = 0; row < total; row++) {
        if (list !== "" && listOf(row) !== Number(list)) continue;
        if (end !== "" && endOf(row) !== Number(end)) continue;
        if (township !== "" && runOf(row, 2) !== Number(township)) continue;
        if (asked && nameOf(row).toUpperCase().indexOf(asked) < 0 &&
            villageOf(row).toUpperCase().indexOf(asked) < 0 &&
            lastFour(row).toUpperCase() !== asked) continue;
        found.push(row);
      }
      table.show(found);
    };
    var query = document.getElementById("q");
    var ofList = options("of-list", data.lists.map(function (pair, at) { return [pair, at]; }));
    var ofEnd = options("of-end", data.ends.map(function (pair, at) { return [pair, at]; }));
    var names = data.townships.map(function (name, at) { return [[name, name], at]; });
    names.sort(function (a, b) { return collator.compare(a[0][0], b[0][0]); });
    var ofTownship = options("of-township", names);
    var waiting = 0;
    query.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(search, 120);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
    search();
  }
  speak(data.lang);
})();
