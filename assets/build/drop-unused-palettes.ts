interface Declaration {
  prop: string;
  remove: () => void;
}

const unused =
  /^--mantine-color-(pink|grape|violet|indigo|cyan|teal|green|lime|yellow|orange)-/;

/** A PostCSS plugin: leaves out the colours that Mantine brings and nothing here wears. */
export const dropUnusedPalettes = {
  postcssPlugin: "drop-unused-palettes",
  Declaration(declaration: Declaration) {
    if (unused.test(declaration.prop)) declaration.remove();
  },
};
