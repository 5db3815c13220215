// Tiles in JupyterLab's launcher, and the same commands in its palette: open one of the project's notebooks, or export
// the notebook used last by the way of File → Save and Export Notebook As.
import { ICONS } from "./icons.js";
import { TILES } from "./tiles.js";
import { wordsFor } from "./words.js";

/** What is asked of JupyterLab, in the order in which `launcherPlugin` takes it. */
export const PACKAGES = [
  "@jupyterlab/apputils",
  "@jupyterlab/launcher",
  "@jupyterlab/notebook",
  "@jupyterlab/translation",
  "@jupyterlab/ui-components",
];

const CATEGORY = "Baophu";
// Before JupyterLab's own first category, which has rank 0.
const FIRST = -1;
// As `make lab` sets the server's root: the checkout.
const FOLDER = "notebooks";

// A page is made of what the cells gave.
function hasRun({ model }) {
  const code = [...(model?.cells ?? [])].filter((cell) => cell.type === "code");
  return code.length === 0 || code.some((cell) => cell.executionCount !== null);
}

export function launcherPlugin(apputils, { ILauncher }, { INotebookTracker }, { ITranslator }, { LabIcon }) {
  const { Dialog, ICommandPalette, Notification, showDialog } = apputils;

  function activate({ commands }, launcher, tracker, translator, palette) {
    const words = wordsFor(translator.languageCode, navigator.language);

    const openNotebook = (name) => commands.execute("docmanager:open", { path: `${FOLDER}/${name}.ipynb` });

    const say = (message) => showDialog({ ...message, buttons: [Dialog.okButton({ label: words.understood })] });

    async function exportLast(format) {
      const notebook = tracker.currentWidget;
      if (!notebook) {
        await say(words.nothingOpen);
        return;
      }
      const name = notebook.title.label;
      if (!hasRun(notebook)) {
        await say(words.notRun(name));
        return;
      }
      Notification.info(words.exporting(name, format.toUpperCase()), { autoClose: 5000 });
      // The menu's own command, which saves first. Not activating the notebook leaves the launcher in front.
      await commands.execute("notebook:export-to-format", { format: `baophu-${format}`, activate: false });
    }

    TILES.forEach(({ id, notebook, format }, rank) => {
      const command = `baophu:${id}`;
      commands.addCommand(command, {
        // Apart from its heading, among other commands, a label must say whose it is.
        label: ({ isPalette }) => words.tiles[id].label + (isPalette ? ` (${CATEGORY})` : ""),
        caption: words.tiles[id].caption,
        icon: new LabIcon({ name: command, svgstr: ICONS[id] }),
        describedBy: { args: { type: "object", properties: { isPalette: { type: "boolean" } } } },
        execute: () => (notebook ? openNotebook(notebook) : exportLast(format)),
      });
      launcher.add({ command, category: CATEGORY, categoryRank: FIRST, rank });
      palette?.addItem({ command, category: CATEGORY, args: { isPalette: true } });
    });
  }

  return {
    id: "baophu-launcher:plugin",
    description: "Launcher tiles for the project's notebooks and exporters.",
    autoStart: true,
    requires: [ILauncher, INotebookTracker, ITranslator],
    optional: [ICommandPalette],
    activate,
  };
}
