import type { Page } from "@playwright/test";
import { expect, owner, test } from "./fixtures";
import { fillShop, places, visit, type Place } from "./places";
import type { OmsServer } from "./server";

const phone = { width: 360, height: 740 };
const tablet = { width: 1024, height: 768 };
const desk = { width: 1440, height: 900 };

async function signInByGerman(page: Page, server: OmsServer) {
  await page.goto(`${server.url}/login`);
  await page.getByLabel("E-Mail").fill(owner.email);
  await page.getByLabel("Passwort", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page).toHaveURL(/\/orders$/);
}

const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name });

test("a German browser speaks German from the sign-in to the sold order", async ({
  shop: { page: english, server },
  openWindow,
}) => {
  await fillShop(english, server);
  const fetched: string[] = [];
  const page = await openWindow(desk, "de-DE");
  page.on("request", (request) => fetched.push(request.url()));
  await signInByGerman(page, server);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(heading(page, "Bestellungen")).toBeVisible();
  await expect(page).toHaveTitle(/Bestellungen · Corner shop$/);
  await expect(
    page.getByRole("row", { name: /1002.*24,00.*Offen/ }),
  ).toBeVisible();

  await page.getByRole("link", { name: "Neue Bestellung" }).click();
  const panel = page.getByRole("region", { name: "Neue Bestellung" });
  const product = panel.getByRole("combobox", { name: "Artikel hinzufügen" });
  await product.fill("3x rye");
  await page.getByRole("option", { name: /Rye/ }).waitFor();
  await product.press("Enter");
  await panel
    .getByRole("button", { name: "Bestellung anlegen · 14,40 €" })
    .click();
  const order = page.getByRole("region", { name: "Bestellung 1006" });
  await order.getByRole("button", { name: "Als bezahlt markieren" }).click();
  await expect(page.getByText("Bestellung 1006 ist bezahlt.")).toBeVisible();

  await page.getByRole("link", { name: "Artikel", exact: true }).click();
  await expect(heading(page, "Artikel")).toBeVisible();
  await page.getByRole("link", { name: "Übersicht" }).click();
  await expect(page.getByRole("link", { name: "Umsatz heute" })).toBeVisible();
  expect(fetched.filter((url) => /\/static\/en\./.test(url))).toEqual([]);
  expect(fetched.filter((url) => /\/static\/de\..*js$/.test(url))).not.toEqual(
    [],
  );
});

test("prices are written and read as in Germany and in Austria", async ({
  shop: { server },
  openWindow,
}) => {
  const written = { "de-DE": /^1\.234,50\s€$/, "de-AT": /^€\s1\.234,50$/ };
  for (const [locale, money] of Object.entries(written)) {
    const page = await openWindow(desk, locale);
    await signInByGerman(page, server);
    await page.goto(`${server.url}/products/new`);
    const panel = page.getByRole("region", { name: "Neuer Artikel" });
    const price = panel.getByLabel("Preis");
    await panel.getByLabel("Name").fill(`Fass ${locale}`);
    await price.fill("4,8");
    await price.press("Tab");
    await expect(price).toHaveValue("4,80");
    await price.fill("1.234,50");
    await price.press("Tab");
    await expect(price).toHaveValue("1.234,50");
    await panel.getByRole("button", { name: "Artikel anlegen" }).click();
    await page.getByRole("row", { name: /Fass/ }).first().waitFor();
    await expect(
      page.getByRole("row", { name: `Fass ${locale}` }),
    ).toContainText("1.234,50");
    await page.goto(`${server.url}/orders/new`);
    await page
      .getByRole("combobox", { name: "Artikel hinzufügen" })
      .fill(`Fass ${locale}`);
    await page.getByRole("option", { name: `Fass ${locale}` }).click();
    const create = page.getByRole("button", { name: /^Bestellung anlegen/ });
    const label = await create.innerText();
    expect(label.split(" · ").at(-1)).toMatch(money);
  }
});

test("the account page changes the language, and gives it back to the browser", async ({
  shop: { server },
  openWindow,
}) => {
  const page = await openWindow(phone, "de-DE");
  await signInByGerman(page, server);
  await page.getByRole("link", { name: "Konto" }).click();
  await page
    .getByRole("radiogroup", { name: "Sprache" })
    .getByText("English")
    .click();
  await expect(heading(page, "Account")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("radio", { name: "English" })).toBeChecked();
  await page.getByRole("link", { name: "Orders" }).click();
  await expect(heading(page, "Orders")).toBeVisible();
  await page.getByRole("link", { name: "Account" }).click();
  await page
    .getByRole("radiogroup", { name: "Language" })
    .getByText("System")
    .click();
  await expect(heading(page, "Konto")).toBeVisible();
  await page.getByRole("button", { name: "Tastenkürzel" }).click();
  await expect(page.getByRole("dialog", { name: "Tastatur" })).toBeVisible();
});

test("a catalogue that can't be fetched leaves the other language, or a way to try again", async ({
  shop: { server },
  openWindow,
}) => {
  const page = await openWindow(desk, "de-DE");
  await page.route(/\/static\/de\.[^/]*js$/, (route) => route.abort());
  await page.goto(`${server.url}/login`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.route(/\/static\/en\.[^/]*js$/, (route) => route.abort());
  await page.reload();
  const reload = page.getByRole("button", { name: "Reload" });
  await expect(reload).toBeVisible();
  await page.unrouteAll();
  await reload.click();
  await expect(page.getByRole("button", { name: "Anmelden" })).toBeVisible();
});

/** What is done at a place, by German names. */
const layers: Place[] = [
  {
    name: "order-cancel",
    path: "/orders/1002",
    act: (page) => page.getByRole("button", { name: "Stornieren" }).click(),
  },
  {
    name: "orders-selected",
    path: "/orders",
    act: async (page) => {
      const select = page.getByRole("button", {
        name: "Auswählen",
        exact: true,
      });
      if (await select.isVisible()) await select.click();
      await page
        .getByRole("checkbox", { name: "Bestellung 1005 auswählen" })
        .click();
      await page
        .getByRole("region", { name: "Ausgewählte Bestellungen" })
        .waitFor();
    },
  },
  {
    name: "orders-dates",
    path: "/orders?from=2026-01-01&to=2026-01-31",
    act: async (page) => {
      await page.getByText("1. Jan. – 31. Jan.").click();
      await page.getByLabel("Von").waitFor();
    },
  },
  {
    name: "order-new-filled",
    path: "/orders/new",
    act: async (page) => {
      const product = page.getByRole("combobox", {
        name: "Artikel hinzufügen",
      });
      await product.fill("Carrot");
      await page.getByRole("option", { name: "Carrot" }).waitFor();
      await product.press("Enter");
      await page.getByRole("textbox", { name: /^Menge von Carrot/ }).fill("5");
    },
  },
  {
    name: "shortcuts",
    path: "/account",
    act: async (page) => {
      await page.getByRole("button", { name: "Tastenkürzel" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];

/** Words that must be read whole: of buttons, choices, tabs and heads. */
const whole =
  "button, input[type=date], .mantine-Button-label, .mantine-SegmentedControl-label, nav span, h1, h2, h3, th, dt";

/** What is wider than its place, where nobody scrolls sideways on purpose. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push("the page");
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const { clientWidth, scrollWidth, clientHeight } = element;
      // Those for screen readers alone are a point.
      if (clientWidth < 4 || scrollWidth <= clientWidth + 1) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      // Tall ones scroll down; only the board goes sideways too.
      const isTall = clientHeight > window.innerHeight / 2;
      const isBoard = element.matches("[data-columns]");
      const scrollsDown = overflowY === "auto" && isTall && !isBoard;
      const isCut = overflowX !== "visible" && element.matches(selector);
      if (scrollsDown || isCut) {
        found.push(element.innerText.slice(0, 40).replace(/\n/g, " "));
      }
    }
    return found;
  }, whole);
}

for (const size of [phone, tablet, desk]) {
  test(`no word is cut and no page too wide in German, ${size.width} px`, async ({
    shop: { page: english, server },
    openWindow,
  }) => {
    test.setTimeout(240_000);
    const filled = await fillShop(english, server);
    const page = await openWindow(size, "de-DE");
    await signInByGerman(page, server);
    const found: string[] = [];
    // What is done at a place goes by English names.
    const plain = places(filled).filter(({ act }) => !act);
    for (const place of [...plain, ...layers]) {
      await visit(page, server, place);
      found.push(
        ...(await tooWide(page)).map((what) => `${place.name}: ${what}`),
      );
    }
    expect(found).toEqual([]);
  });
}
