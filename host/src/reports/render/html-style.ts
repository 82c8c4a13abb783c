/** The style sheet of HTML reports, on screen and on paper. */
export const reportStyle = `
:root { font: 14px/20px system-ui, sans-serif; color: #171b22; background: #fff; }
body { max-width: 1000px; margin: 0 auto; padding: 28px 32px; }
h1 { font-size: 24px; line-height: 30px; margin: 0 0 8px; }
h2 { font-size: 16px; line-height: 22px; margin: 32px 0 8px; break-after: avoid; }
p { margin: 4px 0; }
.answer { font-size: 15px; }
.figures { display: flex; flex-wrap: wrap; gap: 16px; margin: 20px 0; }
.figure { border: 1px solid #c6ccd5; border-radius: 8px; padding: 12px 16px; min-width: 160px; break-inside: avoid; }
.value { font-size: 24px; line-height: 32px; font-weight: 600; font-variant-numeric: tabular-nums; }
.note, .legend { font-size: 12.5px; color: #4a5261; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 0; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid #e2e5ea; overflow-wrap: anywhere; }
thead th { color: #4a5261; font-weight: 500; overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.pairs th { width: 130px; font-weight: 500; color: #4a5261; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.chart { margin: 12px 0; break-inside: avoid; }
.chart svg { width: 100%; max-width: 680px; font: 11px system-ui, sans-serif; fill: #171b22; }
.chart figcaption { font-weight: 500; }
.legend svg { width: 10px; height: 10px; margin: 0 5px 0 0; }
.key { margin: 0 12px 0 0; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { max-width: none; padding: 0; }
  :root { font-size: 10pt; line-height: 14pt; }
  table { font-size: 8.5pt; }
  section + section { margin-top: 12pt; }
}
`.trim();
