// What the launcher says, in Vietnamese and in English.
const WORDS = {
  vi: {
    tiles: {
      "explore": {
        label: "Khám phá các tỉnh",
        caption: "Chọn tỉnh, loại hình, thước đo, giai đoạn; biểu đồ và bảng đổi theo (explore.ipynb)",
      },
      "province-report": {
        label: "Báo cáo một tỉnh",
        caption: "Báo cáo bao phủ của một tỉnh, thành phố (province_report.ipynb)",
      },
      "lapse-drops": {
        label: "Các đợt giảm ở mọi tỉnh",
        caption: "Các đợt giảm ở mọi tỉnh, thành phố đặt cạnh nhau (lapse_drops.ipynb)",
      },
      "your-own-data": {
        label: "Số liệu của bạn",
        caption: "Từ một tệp Excel tới một báo cáo, thử trên một bản sao (your_own_data.ipynb)",
      },
      "export-html": {
        label: "Xuất sổ tay ra HTML",
        caption: "Xuất sổ tay vừa dùng thành một trang HTML của Baophu",
      },
      "export-pdf": {
        label: "Xuất sổ tay ra PDF",
        caption: "Xuất sổ tay vừa dùng thành một tệp PDF của Baophu",
      },
    },
    nothingOpen: {
      title: "Chưa mở sổ tay nào",
      body: "Ô này xuất sổ tay vừa dùng. Hãy mở một sổ tay, ví dụ “Báo cáo một tỉnh”, chạy tất cả các ô (Run → Run All Cells) rồi bấm lại.",
    },
    notRun: (name) => ({
      title: `${name} chưa chạy`,
      body: "Trang xuất ra sẽ trống. Hãy chạy tất cả các ô của sổ tay ấy (Run → Run All Cells) rồi bấm lại.",
    }),
    understood: "Đã hiểu",
    exporting: (name, format) => `Đang xuất ${name} ra ${format}; tệp sẽ nằm trong mục tải xuống của trình duyệt.`,
  },
  en: {
    tiles: {
      "explore": {
        label: "Explore the provinces",
        caption: "Choose province, scheme, scale and period; charts and tables follow (explore.ipynb)",
      },
      "province-report": {
        label: "Report of a province",
        caption: "The coverage report of one province (province_report.ipynb)",
      },
      "lapse-drops": {
        label: "Falls of all provinces",
        caption: "The falls of all provinces side by side (lapse_drops.ipynb)",
      },
      "your-own-data": {
        label: "Your own data",
        caption: "From an Excel file to a report, tried on a copy (your_own_data.ipynb)",
      },
      "export-html": {
        label: "Export notebook as HTML",
        caption: "Export the notebook used last as one of Baophu's HTML pages",
      },
      "export-pdf": {
        label: "Export notebook as PDF",
        caption: "Export the notebook used last as one of Baophu's PDF files",
      },
    },
    nothingOpen: {
      title: "No notebook is open",
      body: "This tile exports the notebook used last. Open one, for example “Report of a province”, run all its cells (Run → Run All Cells) and click again.",
    },
    notRun: (name) => ({
      title: `${name} has not been run`,
      body: "Its page would be empty. Run all its cells (Run → Run All Cells) and click again.",
    }),
    understood: "OK",
    exporting: (name, format) => `Exporting ${name} as ${format}; the file goes to the browser's downloads.`,
  },
};

/**
 * Vietnamese where JupyterLab speaks it. English is also what JupyterLab falls back to without a language pack, so there
 * the browser's language decides.
 */
export function wordsFor(labLanguage, browserLanguage) {
  const isChosen = !labLanguage.startsWith("en");
  const language = isChosen ? labLanguage : browserLanguage;
  return language.startsWith("vi") ? WORDS.vi : WORDS.en;
}
