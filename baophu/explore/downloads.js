// Downloads bytes from the kernel in the browser, once per model, however many views show it.
export default {
  initialize({ model }) {
    model.on("msg:custom", (file, buffers) => {
      const address = URL.createObjectURL(new Blob([buffers[0]], { type: file.type }));
      const link = document.createElement("a");
      link.href = address;
      link.download = file.name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    });
  },
};
