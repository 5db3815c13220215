// The tiles in their order: each opens a notebook of the project, or exports the one used last in a format of baophu's.
export const TILES = [
  { id: "explore", notebook: "explore" },
  { id: "province-report", notebook: "province_report" },
  { id: "lapse-drops", notebook: "lapse_drops" },
  { id: "your-own-data", notebook: "your_own_data" },
  { id: "export-html", format: "html" },
  { id: "export-pdf", format: "pdf" },
];
