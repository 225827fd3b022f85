(function () {
  "use strict";
  var root = document.documentElement;

  // Language: remembered where the browser allows it, and carried along in links.
  function choose(language) {
    root.lang = language;
    var title = document.querySelector("title");
    document.title = title.dataset[language];
    document.querySelectorAll("[data-language]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    });
    document.querySelectorAll('a[href*=".html"]').forEach(function (link) {
      var parts = link.getAttribute("href").split("#");
      var path = parts[0].split("?")[0] + (language === "en" ? "?lang=en" : "");
      link.setAttribute("href", parts.length > 1 ? path + "#" + parts[1] : path);
    });
    try { localStorage.setItem("wortlaut-language", language); } catch (error) { /* not allowed */ }
  }
  function remembered() {
    var asked = new URLSearchParams(location.search).get("lang");
    if (asked === "en" || asked === "de") { return asked; }
    try { return localStorage.getItem("wortlaut-language"); } catch (error) { return null; }
  }
  document.querySelectorAll("[data-language]").forEach(function (button) {
    button.addEventListener("click", function () { choose(button.dataset.language); });
  });
  choose(remembered() === "en" ? "en" : "de");

  // What is too wide for the window begins with the newest month, on the right.
  document.querySelectorAll("[data-newest]").forEach(function (box) {
    box.scrollLeft = box.scrollWidth;
  });

  // A quotation's card appears beside its words, and all of its parts light up.
  var tip = document.getElementById("tip");
  if (tip) {
    var shown = null;
    var parts = function (id) {
      return document.querySelectorAll('mark[data-quote="' + id + '"], #card-' + id);
    };
    var hide = function () {
      if (shown) { parts(shown).forEach(function (part) { part.classList.remove("lit"); }); }
      shown = null;
      tip.hidden = true;
    };
    var show = function (mark) {
      var id = mark.dataset.quote;
      if (id === shown) { return; }
      hide();
      shown = id;
      tip.textContent = "";
      var card = document.getElementById("card-" + id);
      tip.className = card.className;
      Array.prototype.forEach.call(card.children, function (child) {
        if (!child.classList.contains("excerpt")) { tip.appendChild(child.cloneNode(true)); }
      });
      parts(id).forEach(function (part) { part.classList.add("lit"); });
      tip.hidden = false;
      var box = mark.getClientRects()[0];
      var left = Math.min(box.left, root.clientWidth - tip.offsetWidth - 8);
      var above = box.top - tip.offsetHeight - 6;
      tip.style.left = window.scrollX + Math.max(8, left) + "px";
      tip.style.top = window.scrollY + (above > 0 ? above : box.bottom + 6) + "px";
    };
    var text = document.getElementById("text");
    ["mouseover", "focusin", "click"].forEach(function (event) {
      text.addEventListener(event, function (happened) {
        var mark = happened.target.closest("mark[data-quote]");
        if (mark) { show(mark); } else { hide(); }
      });
    });
    text.addEventListener("mouseleave", hide);
    text.addEventListener("focusout", hide);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { hide(); }
    });
  }

  // A table's rows by what the address says after #, or by a word.
  var table = document.getElementById("rows");
  if (table) {
    var find = document.getElementById("find");
    var said = document.getElementById("filtered");
    var all = document.getElementById("all");
    var columns = Array.prototype.map.call(table.tHead.rows[0].cells, function (cell) {
      return cell.dataset.column;
    });
    var fits = function (cell, wanted) {
      var value = cell.dataset.value;
      if (wanted.charAt(0) === ">") { return Number(value) > Number(wanted.slice(1)); }
      return value === wanted;
    };
    var filter = function () {
      var wanted = [];
      new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
        if (columns.indexOf(name) >= 0) { wanted.push([columns.indexOf(name), value]); }
      });
      var typed = find.value.toLowerCase();
      var count = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var kept = wanted.every(function (pair) { return fits(row.cells[pair[0]], pair[1]); }) &&
          (!typed || row.textContent.toLowerCase().indexOf(typed) >= 0);
        row.hidden = !kept;
        count += kept;
      });
      var narrowed = wanted.length > 0 || typed !== "";
      said.textContent = narrowed ? count + " / " + table.tBodies[0].rows.length : "";
      all.hidden = !narrowed;
    };
    find.addEventListener("input", filter);
    all.addEventListener("click", function () {
      find.value = "";
      history.replaceState(null, "", location.pathname + location.search);
      filter();
    });
    window.addEventListener("hashchange", filter);
    filter();
  }
})();
