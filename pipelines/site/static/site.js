// Mends what Datasette's own pages lack: fold away what columns hold, name unnamed controls.
(function () {
  document.querySelectorAll("dl.column-descriptions").forEach(function (list) {
    var details = document.createElement("details"), summary = document.createElement("summary");
    details.className = "columns";
    summary.textContent = "What the columns hold";
    list.replaceWith(details);
    details.append(summary, list);
  });
  var names = {
    'select[name^="_filter_column"]': "Column",
    'select[name^="_filter_op"]': "Comparison",
    'input[name^="_filter_value"]': "Value",
    'a.cross': "Remove",
    'textarea:not([id])': "SQL"  // the one that the editor puts in place of ours
  };
  addEventListener("load", function () {
    Object.keys(names).forEach(function (selector) {
      document.querySelectorAll(selector).forEach(function (element) {
        element.setAttribute("aria-label", names[selector]);
      });
    });
  });
})();
