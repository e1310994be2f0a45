/** The encoder alone, as the package's own modules have it; its drawing is not used. */
declare module "jsbarcode/src/barcodes/CODE128/CODE128_AUTO.js" {
  export default class CODE128 {
    constructor(text: string, options: object);
    /** One character per module: "1" is a bar, "0" a space. */
    encode(): { data: string };
  }
}
