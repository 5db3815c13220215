// Drawn for the launcher's tiles. `jp-icon3` takes JupyterLab's grey, which follows its light and dark themes; the
// accent reads on both.
const ACCENT = "#1786a5";

const drawn = (shapes) =>
  `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke-width="1.6" ` +
  `stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`;
const grey = (path) => `<path class="jp-icon3" stroke="#616161" d="${path}"/>`;
const accent = (path) => `<path stroke="${ACCENT}" d="${path}"/>`;
const SHEET = grey("M6 2.8h8l4 4v14.4H6z M14 2.8v4h4");
const letters = (text) =>
  `<text x="12" y="18.4" text-anchor="middle" font-family="sans-serif" font-size="5.4" font-weight="700" ` +
  `fill="${ACCENT}">${text}</text>`;
const leaving = (format) =>
  drawn(grey("M5 9V2.8h9l5 5v1.2 M14 2.8v5h5") + grey("M3.2 12h17.6v8.6H3.2z") + letters(format));

export const ICONS = {
  "explore": drawn(grey("M3 3v18h18") + grey("M6 16l4-5 3 2.4") + accent("M16 6a4 4 0 1 0 .01 0 M19 13l2.4 2.4")),
  "province-report": drawn(SHEET + accent("M9 17.5v-3 M12 17.5v-6 M15 17.5v-4.4")),
  "lapse-drops": drawn(grey("M3 3v18h18") + grey("M6 8l4 3 3-5") + accent("M13 6l6 10 M19 11.6V16h-4.2")),
  "your-own-data": drawn(grey("M3.5 4h17v16h-17z M3.5 9h17 M9 4v16") + accent("M15 18v-6 M12.4 14.4L15 11.8l2.6 2.6")),
  "export-html": leaving("HTML"),
  "export-pdf": leaving("PDF"),
};
