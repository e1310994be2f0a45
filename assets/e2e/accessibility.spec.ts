import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { fillShop, places, visit } from "./places";

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
};

for (const [name, size] of Object.entries(sizes)) {
  test(`axe finds nothing on any page in either theme, ${name}`, async ({
    shop: { page: desk, server },
    openWindow,
  }) => {
    test.setTimeout(480_000);
    const filled = await fillShop(desk, server);
    const page = await openWindow(size);
    await signIn(page, server);
    const found: string[] = [];
    for (const place of places(filled)) {
      await visit(page, server, place);
      const light = await violations(page, everyRule);
      await wearDark(page);
      // The themes differ in their colours alone.
      const dark = await violations(page, colourRules);
      found.push(
        ...light.map((what) => `${place.name}, light: ${what}`),
        ...dark.map((what) => `${place.name}, dark: ${what}`),
      );
    }
    expect(found).toEqual([]);
  });
}

test("axe finds nothing before anyone is signed in", async ({
  server,
  openWindow,
}) => {
  const page = await openWindow();
  await page.goto(await server.setupLink());
  await page.getByLabel("Your name").waitFor();
  expect(await violations(page, everyRule)).toEqual([]);
  await page.goto(`${server.url}/setup`);
  expect(await violations(page, everyRule)).toEqual([]);
});

test("motion is reduced for those who asked for it", async ({
  shop: { page, server },
}) => {
  await fillShop(page, server);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${server.url}/orders/1001`);
  const panel = page.getByRole("region", { name: "Order 1001" });
  await expect(panel).toBeVisible();
  const moving = await panel.evaluate((element) =>
    element
      .getAnimations({ subtree: true })
      .map((animation) => (animation.effect as KeyframeEffect).getKeyframes())
      .flat()
      .some((frame) => "transform" in frame && frame["transform"] !== "none"),
  );
  expect(moving).toBe(false);
});

/** As the choice in the account does, without loading the page again. */
function wearDark(page: Page) {
  return page.evaluate(() =>
    document.documentElement.setAttribute("data-mantine-color-scheme", "dark"),
  );
}

type Rules = (axe: AxeBuilder) => AxeBuilder;

const everyRule: Rules = (axe) =>
  axe.withTags([
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
  ]);

const colourRules: Rules = (axe) =>
  axe.withRules(["color-contrast", "link-in-text-block"]);

async function violations(page: Page, choose: Rules): Promise<string[]> {
  // What is still fading in has the contrast of neither end.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
  const axe = choose(new AxeBuilder({ page }));
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map(({ target }) => target.join(" "));
    return `${id} ${where.join(" | ")}`;
  });
}
