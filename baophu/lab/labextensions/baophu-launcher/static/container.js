// The container by which JupyterLab finds an extension (module federation): what a build would write, by hand and short,
// so that the package needs no Node.js. The extension itself is in the modules beside this file.
(() => {
  const NAME = "baophu-launcher";
  const here = document.currentScript.src;
  let scope = {};

  // Tokens are compared by identity: only JupyterLab's own copy of a package will do, never one of ours.
  async function shared(name) {
    const versions = Object.values(scope[name] ?? {});
    const chosen = versions.find((version) => version.loaded) ?? versions.at(-1);
    if (!chosen) throw new Error(`${NAME}: this JupyterLab does not share ${name}`);
    const factory = await chosen.get();
    return factory();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init(shareScope) {
      scope = shareScope;
    },

    async get(module) {
      if (module !== "./extension") throw new Error(`${NAME} has no module ${module}`);
      const { PACKAGES, launcherPlugin } = await import(new URL("launcher.js", here));
      const packages = await Promise.all(PACKAGES.map(shared));
      const plugin = launcherPlugin(...packages);
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
