/** Pictures of every page, both themes, phone and desktop: `npm run screenshots`. */
import path from "node:path";
import { signIn, test } from "./fixtures";
import { fillShop, places, visit } from "./places";

const folder = path.resolve(process.env.OMS_SCREENS ?? "screens");
const sizes = { 360: 740, 1440: 900 };

test("pictures of every page", async ({
  shop: { page: desk, server },
  openWindow,
}) => {
  test.setTimeout(600_000);
  const filled = await fillShop(desk, server);
  for (const [width, height] of Object.entries(sizes)) {
    const page = await openWindow({ width: Number(width), height });
    await signIn(page, server);
    for (const theme of ["light", "dark"]) {
      await page.evaluate(
        (choice) => localStorage.setItem("oms-theme", choice),
        theme,
      );
      for (const place of places(filled)) {
        await visit(page, server, place);
        const name = `${place.name}-${width}-${theme}.png`;
        await page.screenshot({
          path: path.join(folder, name),
          animations: "disabled",
        });
      }
    }
  }
});
