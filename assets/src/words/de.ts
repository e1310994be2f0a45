/** The German catalogue. It addresses nobody: infinitives instead of "du" or "Sie". */
import type { Change, OrderStatus, PaymentMethod } from "../api/types";
import type { PrintDocument } from "../lib/print-address";
import type { Words } from "./en";

const statusNames: Record<OrderStatus, string> = {
  PENDING: "Offen",
  PAID: "Bezahlt",
  FULFILLED: "Übergeben",
  CANCELLED: "Storniert",
};

const moves: Record<OrderStatus, string> = {
  PENDING: "Als offen markieren",
  PAID: "Als bezahlt markieren",
  FULFILLED: "Als übergeben markieren",
  CANCELLED: "Stornieren",
};

const moved: Record<OrderStatus, string> = {
  PENDING: "offen",
  PAID: "bezahlt",
  FULFILLED: "übergeben",
  CANCELLED: "storniert",
};

const methods: Record<PaymentMethod, string> = {
  cash: "Bar",
  card: "Karte",
  transfer: "Überweisung",
  other: "Anders",
};

function describeDiscount({
  product_name,
  from,
  to,
}: Extract<Change, { field: "discount" }>): string {
  const what = product_name === null ? "Rabatt" : `Rabatt auf ${product_name}`;
  if (to === null) return `${what} entfernt`;
  return `${what}: ${from === null ? to : `${from} → ${to}`}`;
}

function describeChange(change: Change): string {
  switch (change.field) {
    case "note":
      return change.to ? `Notiz: ${change.to}` : "Notiz entfernt";
    case "customer":
      return `Kunde: ${change.from?.name ?? "Laufkundschaft"} → ${change.to?.name ?? "Laufkundschaft"}`;
    case "item":
      if (change.from === 0)
        return `${change.to} × ${change.product_name} hinzugefügt`;
      if (change.to === 0) return `${change.product_name} entfernt`;
      return `${change.product_name}: ${change.from} → ${change.to}`;
    case "discount":
      return describeDiscount(change);
    case "payment":
      return `${change.kind === "refund" ? "Zurückgegeben" : "Bezahlt"}: ${change.amount} · ${methods[change.method]}`;
  }
}

function printTitle(document: PrintDocument, labels: string[]): string {
  const isSlip = document === "slip";
  const [first] = labels;
  if (first === undefined) return isSlip ? "Packzettel" : "Belege";
  if (labels.length === 1) {
    return isSlip ? `Packzettel ${first}` : `Beleg ${first}`;
  }
  return `${labels.length} ${isSlip ? "Packzettel" : "Belege"}`;
}

const orders = (count: number, written: string | number = count) =>
  count === 1 ? "1 Bestellung" : `${written} Bestellungen`;

const atStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const de: Words = {
  common: {
    copy: "Kopieren",
    copyFailed: "Der Browser lässt OMS nicht kopieren. Von Hand kopieren.",
    cancel: "Abbrechen",
    close: "Schließen",
    dismiss: "Ausblenden",
    save: "Speichern",
    edit: "Bearbeiten",
    delete: "Löschen",
    more: "Weitere Aktionen",
    moreOfList: "Mehr zu dieser Liste",
    retry: "Erneut versuchen",
    undo: "Rückgängig",
    showMore: "Mehr zeigen",
    search: "Suche",
    clearSearch: "Suche leeren",
    filters: "Filter",
    clear: "Aufheben",
    clearFilters: "Filter aufheben",
    meanwhile: {
      title: "Jemand hat das inzwischen geändert",
      detail: "Speichern überschreibt diese Änderung.",
    },
    loading: "Wird geladen",
    none: "Leer",
    walkIn: "Laufkundschaft",
    system: "OMS",
    copyRequestId: (id) => `Anfrage ${id}. Kopieren`,
    copied: "Kopiert",
    toStart: "Zu den Bestellungen",
  },
  nav: {
    main: "Hauptmenü",
    dashboard: "Übersicht",
    orders: "Bestellungen",
    products: "Artikel",
    customers: "Kunden",
    settings: "Einstellungen",
    account: "Konto",
  },
  shortcuts: {
    title: "Tastatur",
    help: "Tastenkürzel",
    groups: [
      {
        name: "Überall",
        keys: [
          { keys: ["?"], does: "Diese Tasten zeigen" },
          { keys: ["/"], does: "Suche" },
          {
            keys: ["n"],
            does: "Neu: Bestellung, Artikel oder Kunde",
            admin: true,
          },
          { keys: ["Esc"], does: "Schließen, was offen ist" },
        ],
      },
      {
        name: "In einer Liste",
        keys: [
          { keys: ["↑", "↓"], does: "Durch die Zeilen gehen" },
          { keys: ["Enter"], does: "Die Zeile öffnen" },
          {
            keys: ["x"],
            does: "Die Zeile auswählen; mit Umschalt alle bis zu ihr",
            admin: true,
          },
          { keys: ["b"], does: "Liste oder Tafel" },
        ],
      },
      {
        name: "In einer Bestellung",
        keys: [
          { keys: ["p"], does: "Als bezahlt markieren", admin: true },
          { keys: ["f"], does: "Als übergeben markieren", admin: true },
          { keys: ["c"], does: "Stornieren", admin: true },
          { keys: ["e"], does: "Bearbeiten", admin: true },
          {
            keys: ["Strg", "Enter"],
            does: "Aus jedem Feld speichern",
            admin: true,
          },
        ],
      },
    ],
  },
  csv: {
    export: "CSV exportieren",
    import: "CSV importieren",
    choose: "Datei wählen",
    chooseOther: "Andere Datei wählen",
    drop: "oder hierher ziehen",
    help: "CSV in UTF-8, wie ein Export sie hat. Die erste Zeile nennt die Spalten, von denen jede fehlen darf:",
    checking: (name) => `${name} wird geprüft`,
    importing: (name) => `${name} wird importiert`,
    lines: (name) => `Zeilen von ${name}`,
    outcome: {
      created: "Neu",
      updated: "Geändert",
      unchanged: "Gleich",
      wrong: "Falsch",
    },
    columns: { line: "Zeile", what: "Was" },
    nothing: "nichts",
    change: (field, from, to) => `${field}: ${from} → ${to}`,
    more: (count) => `und ${count} weitere`,
    isWrong:
      "Solange eine Zeile falsch ist, wird nichts importiert. In der Datei berichtigen, dann die Datei neu wählen.",
    isSame: "Alles davon ist schon da.",
    empty: "Die Datei hat unter der ersten keine Zeilen.",
    none: "Keine solchen Zeilen.",
    tooLarge: (name) =>
      `${name} ist größer als 16 MiB. In mehrere Dateien teilen.`,
    unreadable: (name) => `${name} ist nicht lesbar. Noch einmal wählen.`,
    confirm: (count, text) =>
      count === 1 ? "1 Zeile importieren" : `${text} Zeilen importieren`,
    done: (created, updated) =>
      `Importiert: ${created} neu, ${updated} geändert.`,
  },
  live: {
    live: "Live",
    catchingUp: "Holt auf",
    offline: "Offline",
    offlineSince: (time) => `Offline seit ${time}`,
    offlineHelp:
      "Was zu sehen ist, bleibt lesbar. Eine neue Bestellung wird gemerkt und gesendet, sobald der Server wieder da ist; andere Änderungen müssen warten.",
    unsent: (count) => `${count} zu senden`,
    liveHelp: "Jede Änderung erscheint hier binnen einer Sekunde.",
  },
  time: {
    now: "jetzt",
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
  },
  problems: {
    title: "Das hat nicht geklappt",
    unreachableTitle: "Keine Verbindung",
    unreachable:
      "Der Server ist nicht erreichbar. Nichts wurde gespeichert. Das Netzwerk prüfen und erneut versuchen.",
    unexpected: (status) =>
      `Der Server gab eine Antwort, die OMS nicht lesen kann (${status}). Gleich noch einmal versuchen.`,
    pageFailed: "Diese Seite ließ sich nicht zeigen",
    pageFailedDetail:
      "Ein Teil von OMS ließ sich nicht laden. Das Netzwerk prüfen, dann neu laden.",
    reload: "Neu laden",
    notFoundTitle: "Hier ist nichts",
    notFound: "Unter dieser Adresse gibt es keine Seite.",
    serverTitle: "Warten auf den Server",
    server:
      "Der Server ist nicht erreichbar. Sobald er wieder da ist, geht es hier von selbst weiter.",
  },
  leave: {
    title: "Eingaben verwerfen?",
    detail: "Sie sind nicht gespeichert.",
    discard: "Verwerfen",
    keep: "Weiter bearbeiten",
  },
  status: statusNames,
  dashboard: {
    title: "Übersicht",
    figures: "Heute und diese Woche",
    ordersToday: "Bestellungen heute",
    revenueToday: "Umsatz heute",
    ordersWeek: "Bestellungen diese Woche",
    revenueWeek: "Umsatz diese Woche",
    lastWeekday: (weekday) => `letzten ${weekday}`,
    lastWeek: "letzte Woche",
    above: (change) => `über ${change}`,
    against: (span) => `gegen ${span}`,
    same: (span) => `Wie ${span}`,
    noneBefore: (span) => `${atStart(span)} noch nichts`,
    more: (change, span, before) =>
      `${change} mehr als ${span} um diese Zeit (${before}).`,
    less: (change, span, before) =>
      `${change} weniger als ${span} um diese Zeit (${before}).`,
    announce: (ordered, revenue) => `Heute: ${ordered}, ${revenue}.`,
    orders,
    waiting: "Warten am längsten",
    allWaiting: (count) => `Alle ${count}`,
    allWaitingOrders: (count) => `Alle wartenden Bestellungen: ${count}`,
    noneWaiting: "Nichts wartet.",
    days: "Letzte 14 Tage",
    today: "Heute",
    day: (date, ordered, revenue) => `${date}: ${ordered}, ${revenue}`,
    ofDays: (ordered, revenue) => `${ordered} · ${revenue}`,
    bestSellers: "Meistverkauft",
    lastDays: "letzte 7 Tage",
    sold: (count) => `${count} verkauft`,
    noneSold: "In den letzten 7 Tagen nichts verkauft.",
    lowStock: "Wird knapp",
    threshold: (count) => `noch ${count} oder weniger`,
    left: (count) => `noch ${count}`,
    soldOut: "Ausverkauft",
    noneLow: "Nichts wird knapp.",
    all: "Alle",
    allOf: (list) => `Alle: ${list}`,
    empty: "Noch nichts zu sehen",
    emptyNoProducts: "Zuerst Artikel anlegen, dann die erste Bestellung.",
    emptyNoOrders:
      "Die erste Bestellung anlegen. Dann steht hier, was wartet, was sich verkauft und was knapp wird.",
    addProducts: "Artikel anlegen",
    firstOrder: "Bestellung anlegen",
  },
  orders: {
    title: "Bestellungen",
    name: (label) => `Bestellung ${label}`,
    new: "Neue Bestellung",
    table: "Bestellungen",
    columns: {
      number: "Nummer",
      customer: "Kunde",
      items: "Positionen",
      total: (sign) => `Summe ${sign}`,
      status: "Status",
      age: "Alter",
    },
    empty: "Noch keine Bestellungen",
    emptyDetail: "Die erste anlegen, oder zuerst Artikel importieren.",
    emptyOwn: "Noch keine Bestellungen",
    emptyOwnDetail:
      "Bestellungen erscheinen hier, sobald der Laden sie anlegt.",
    noMatch: "Keine Bestellung passt",
    noMatchDetail: "Einen Filter ändern oder alle aufheben.",
    waiting: (count) =>
      count === 1 ? "1 neue Bestellung" : `${count} neue Bestellungen`,
    link: {
      action: "Statuslink",
      title: (number) => `Statuslink zu Bestellung ${number}`,
      detail:
        "Wer ihn hat, sieht ohne Anmeldung und live, wo diese Bestellung steht: kein Name, keine Waren, keine Preise. Er gilt, bis er widerrufen wird, oder bis 7 Tage nach dem Ende der Bestellung.",
      label: "Link",
      qrCode: (number) => `QR-Code des Statuslinks zu Bestellung ${number}`,
      open: "Öffnen",
      revoke: "Link widerrufen",
      revokeHelp:
        "Nach dem Widerruf führen schon gedruckte Packzettel ins Leere.",
      revoked: "Der Link ist widerrufen.",
    },
    gone: "Diese Bestellung gibt es nicht mehr",
    goneDetail: "Sie wurde gelöscht, oder die Nummer stimmt nicht.",
    search: "Nummer, Kunde, Artikel, Notiz",
    filters: {
      label: "Filter",
      status: "Status",
      customer: "Kunde",
      anyCustomer: "Alle Kunden",
      date: "Datum",
      anyDate: "Jedes Datum",
      periods: {
        today: "Heute",
        yesterday: "Gestern",
        week: "Diese Woche",
        month: "Dieser Monat",
      },
      days: (from, to) => (from === to ? from : `${from} – ${to}`),
      since: (day) => `Ab ${day}`,
      until: (day) => `Bis ${day}`,
      from: "Von",
      to: "Bis",
      toBeforeFrom: "„Bis“ liegt vor „Von“.",
      sort: "Sortierung",
      view: "Ansicht",
      list: "Liste",
      board: "Tafel",
      clear: "Filter aufheben",
      clearShort: "Aufheben",
    },
    sorts: {
      "-number": "Neueste zuerst",
      number: "Älteste zuerst",
      "-updated_at": "Zuletzt geändert",
      updated_at: "Zuerst geändert",
      "-total": "Höchste Summe",
      total: "Niedrigste Summe",
    },
    move: moves,
    moveShort: {
      PENDING: "→ Offen",
      PAID: "→ Bezahlt",
      FULFILLED: "→ Übergeben",
      CANCELLED: "Stornieren",
    },
    moved: (label, status) => `Bestellung ${label} ist ${moved[status]}.`,
    created: (label) => `Bestellung ${label} angelegt.`,
    saved: (label) => `Bestellung ${label} gespeichert.`,
    deleted: (label) => `Bestellung ${label} gelöscht.`,
    items: "Positionen",
    customer: "Kunde",
    note: "Notiz",
    noNote: "Keine Notiz",
    discount: "Rabatt",
    sums: {
      subtotal: "Zwischensumme",
      discount: "Rabatt",
      discountOf: (rate) => `Rabatt ${rate}`,
      added: (rate) => `zzgl. ${rate} Steuer`,
      included: (rate) => `inkl. ${rate} Steuer`,
      total: "Summe",
      paid: "Bezahlt",
      open: "Offen",
    },
    total: "Summe",
    quantity: "Menge",
    product: "Artikel",
    unitPrice: (sign) => `Preis ${sign}`,
    timeline: "Verlauf",
    placed: "Angelegt",
    updated: "Geändert",
    changedElsewhere: {
      title: "Jemand hat diese Bestellung geändert",
      detail: "Das Eingegebene ist noch da.",
      refreshed: "Jemand hat diese Bestellung geändert. So ist sie jetzt.",
      yours: "Eingegeben",
      now: "Jetzt",
      takenOver: (fields) =>
        `Ebenfalls geändert und unten zu sehen: ${fields}.`,
      keepMine: "Eingegebenes speichern",
      keepMyNote: "Eigene Notiz speichern",
      takeTheirs: "Neues übernehmen",
      noLonger: "Nur die Notiz lässt sich noch ändern.",
      gone: "Jemand hat diese Bestellung gelöscht",
      goneDetail:
        "Speichern geht nicht mehr. Das Eingegebene lässt sich noch kopieren.",
    },
    outbox: {
      title: "Noch zu senden",
      kept: "Bestellung gemerkt. Sie wird gesendet, sobald der Server wieder da ist.",
      keptHere:
        "Bestellung nur in diesem Tab gemerkt, denn der Browser speichert nichts. Den Tab offen lassen, bis sie gesendet ist.",
      waiting: "Wird gesendet, sobald der Server wieder da ist.",
      sending: "Wird gesendet",
      unsure:
        "Wartet seit über 23 Stunden. Vielleicht hat der Server sie schon: erst in der Liste suchen, dann erneut senden.",
      madeWithout: (label, why) =>
        `Der Server hat sie als Bestellung ${label}, ohne die letzte Änderung. ${why}`,
      refusedTitle: (customer) => `Bestellung nicht angenommen: ${customer}`,
      sendAgain: "Erneut senden",
      correct: "Korrigieren",
      discard: "Verwerfen",
      discarded: (customer) => `Wartende Bestellung verworfen: ${customer}.`,
    },
    cancel: {
      title: (label) => `Bestellung ${label} stornieren?`,
      reason: "Grund",
      reasonHelp: "Steht im Verlauf.",
      restock: "Die Ware ist zurück",
      restockHelp:
        "Sie geht wieder in den Bestand. Haken entfernen, wenn sie verloren oder kaputt ist.",
      confirm: "Stornieren",
      keep: "Behalten",
    },
    remove: "Bestellung löschen",
    print: "Drucken",
    board: {
      help: "In eine andere Spalte ziehen, oder p, f oder c drücken.",
      more: (count) => `und ${count} weitere`,
      empty: {
        PENDING: "Nichts wartet auf Bezahlung.",
        PAID: "Nichts wartet auf Übergabe.",
        FULFILLED: "Nichts übergeben.",
        CANCELLED: "Nichts storniert.",
      },
    },
    bulk: {
      label: "Ausgewählte Bestellungen",
      select: (label) => `Bestellung ${label} auswählen`,
      selectShown: "Alle sichtbaren auswählen",
      selectMany: "Auswählen",
      selected: (count) => `${count} ausgewählt`,
      selectEverything: (count) => `Alle ${count} passenden auswählen`,
      clear: "Auswahl aufheben",
      move: moves,
      keep: "Behalten",
      confirmTitle: (count, status) => {
        const chosen = orders(count === "1" ? 1 : 0, count);
        return status === "CANCELLED"
          ? `${chosen} stornieren?`
          : `${chosen} als ${moved[status]} markieren?`;
      },
      confirmDetail:
        "Auch die, die nicht zu sehen sind. Ein neuer Status lässt sich nicht zurücknehmen.",
      gathering: "Bestellungen werden gesammelt",
      progress: (done, total) => `${done} von ${total}`,
      stop: "Anhalten",
      done: (count, status) =>
        `${orders(count)} ${count === 1 ? "ist" : "sind"} ${moved[status]}.`,
      resultTitle: (done, refused, status) =>
        refused === 0
          ? `${done} ${moved[status]}`
          : `${done} ${moved[status]}, ${refused} abgelehnt`,
      left: (count) =>
        `Bei ${count} nicht mehr versucht. An ihnen wurde nichts geändert.`,
    },
    form: {
      title: "Neue Bestellung",
      editTitle: (label) => `Nr. ${label} bearbeiten`,
      customerHelp: "Leer lassen für Laufkundschaft.",
      newCustomer: (name) => `Neuer Kunde „${name}“`,
      addProduct: "Artikel hinzufügen",
      findProduct: "Name oder Artikelnr., oder scannen",
      productHelp:
        "„3x Roggen“ fügt drei hinzu. Enter im leeren Feld führt zum letzten Schritt.",
      lookingUp: "Wird gesucht",
      added: (count, product) => `${count} × ${product} hinzugefügt.`,
      unknownCode: (code) =>
        `Kein Artikel hat die Nummer ${code}. Nichts wurde hinzugefügt.`,
      notFound: (text) =>
        `Kein Artikel passt zu „${text}“. Nichts wurde hinzugefügt.`,
      notLookedUp: (text) =>
        `„${text}“ ließ sich nicht suchen: Der Server ist nicht erreichbar. Nichts wurde hinzugefügt.`,
      notAdded: (text) =>
        `„${text}“ ist noch nicht hinzugefügt. Enter fügt es hinzu; ohne geht es weiter, wenn das Feld leer ist.`,
      noProduct: "Kein Artikel passt.",
      noCustomer: "Kein Kunde passt.",
      noItems: "Mindestens einen Artikel hinzufügen.",
      quantityOf: (product) => `Menge von ${product}`,
      removeItem: (product) => `${product} entfernen`,
      badQuantity: "Eine ganze Zahl von 1 bis 1.000.000.",
      addFreeLine: "Zeile ohne Artikel hinzufügen",
      freeLine: "Zeile ohne Artikel",
      freeName: "Wofür",
      freeNameExample: "Lieferung, Pfand, Reparatur",
      noName: "Eintragen, wofür die Zeile ist.",
      discountOn: (line) => `Rabatt auf ${line}`,
      discountOnAll: "Rabatt auf die ganze Bestellung",
      discountHelp: (share, amount) => `${share} oder ${amount}`,
      lineBelowZero: "Mehr, als die Zeile kostet.",
      belowZero: "Mehr, als alles zusammen kostet.",
      left: (count) => `noch ${count}`,
      short: (count) => `Nur noch ${count}`,
      create: (total) => `Bestellung anlegen · ${total}`,
      pieces: (count) => `${count} insgesamt`,
      save: "Speichern",
    },
    events: {
      created: "Angelegt",
      edited: "Bearbeitet",
      reason: (reason) => `Grund: ${reason}`,
      change: describeChange,
    },
  },
  products: {
    title: "Artikel",
    new: "Neuer Artikel",
    table: "Artikel",
    columns: {
      name: "Name",
      sku: "Artikelnr.",
      price: (sign) => `Preis ${sign}`,
      stock: "Bestand",
    },
    search: "Name oder Artikelnr.",
    empty: "Noch keine Artikel",
    emptyDetail: "Den ersten anlegen; aus Artikeln bestehen Bestellungen.",
    emptyCustomerDetail: "Der Laden hat noch keine eingetragen.",
    noMatch: "Kein Artikel passt",
    noMatchDetail: "Ein anderes Wort oder einen Teil der Artikelnr. versuchen.",
    noArchived: "Das Archiv ist leer",
    noArchivedDetail:
      "Artikel, die in Bestellungen stehen, kommen beim Löschen hierher.",
    active: "Im Verkauf",
    archived: "Archiviert",
    lowStock: "Knapp",
    low: "Knapp",
    out: "Leer",
    nothingLow: "Nichts wird knapp",
    nothingLowDetail: (threshold) =>
      `Von jedem gezählten Artikel sind mehr als ${threshold} da.`,
    showAll: "Alle Artikel zeigen",
    untracked: "nicht gezählt",
    inStock: "auf Lager",
    details: "Angaben",
    name: "Name",
    sku: "Artikelnr.",
    skuHelp: "Eigene Nummer oder Strichcode. Jede nur einmal.",
    price: (currency) => `Preis (${currency})`,
    badPrice: (example) => `Ein Betrag wie ${example}.`,
    taxRate: "Steuer",
    taxRateHelp: "Im Preis enthalten oder zusätzlich, wie im Laden üblich.",
    badTaxRate: (example) => `Ein Satz wie ${example}, höchstens 100 %.`,
    changePrice: (price, name) => `${price}. Preis von ${name} ändern`,
    changeStock: (stock, name) => `${stock}. Bestand von ${name} ändern`,
    priceOf: (name) => `Preis von ${name}`,
    priceSaved: (name, price) => `${name} kostet ${price}.`,
    priceMeanwhile: (price) =>
      `Jemand hat inzwischen ${price} eingetragen. Enter speichert den eigenen Preis, Esc behält den neuen.`,
    priceLost: (name) => `Der Preis von ${name} wurde nicht gespeichert.`,
    stock: "Bestand",
    stockHelp: "Leer lassen, wenn nicht gezählt wird.",
    badStock: "Eine ganze Zahl, 0 oder mehr.",
    create: "Artikel anlegen",
    created: (name) => `${name} angelegt.`,
    saved: (name) => `${name} gespeichert.`,
    gone: "Diesen Artikel gibt es nicht mehr",
    goneDetail: "Er wurde gelöscht.",
    archivedNote:
      "Archiviert. Bleibt in seinen Bestellungen und wird nicht mehr verkauft.",
    bringBack: "Zurückholen",
    broughtBack: (name) => `${name} ist zurück.`,
    import: "Artikel importieren",
    importMatch:
      "Eine Zeile mit bekannter id oder SKU ändert diesen Artikel; jede andere legt einen an. tax_rate steht in Hundertstel Prozent: 1900 für 19 %.",
    remove: "Artikel löschen",
    deleted: (name) => `${name} gelöscht.`,
    stockForm: {
      title: "Bestand",
      of: (name) => `Bestand von ${name}`,
      mode: "Bestand ändern durch",
      difference: "Differenz",
      count: "Zählung",
      differenceLabel: "Mehr oder weniger",
      differenceHelp: "12 legt dazu, -3 nimmt weg.",
      countLabel: "Gezählt",
      countHelp: "Wie viele es jetzt sind.",
      badDifference: "Eine ganze Zahl, nicht 0.",
      reason: "Grund",
      save: "Bestand ändern",
      saved: (name, stock) => `${name}: ${stock} auf Lager.`,
      start: "Zählen beginnen",
      untrackedHelp: "Der Bestand wird nicht gezählt. Mit einer Zahl beginnen.",
    },
    ledger: {
      title: "Bestandsverlauf",
      latest: "Letzte Änderungen",
      whole: "Ganzer Bestandsverlauf",
      undone: "Rückgängig gemacht",
      empty: "Noch keine Änderungen.",
      initial: "Erste Zählung",
      count: "Gezählt",
      adjustment: "Angepasst",
      order: "Verkauft",
      edit: "Bestellung bearbeitet",
      restock: "Zurück",
      untracked: "Zählen beendet",
      stock: (count) => `${count} auf Lager`,
    },
  },
  customers: {
    title: "Kunden",
    new: "Neuer Kunde",
    table: "Kunden",
    columns: {
      name: "Name",
      email: "E-Mail",
      phone: "Telefon",
      since: "Seit",
    },
    search: "Name, E-Mail oder Telefon",
    empty: "Noch keine Kunden",
    emptyDetail:
      "Für alle, die wieder bestellen; Laufkundschaft braucht keinen Eintrag.",
    noMatch: "Kein Kunde passt",
    noMatchDetail:
      "Ein anderes Wort oder einen Teil der Telefonnummer versuchen.",
    noArchived: "Das Archiv ist leer",
    noArchivedDetail: "Kunden mit Bestellungen kommen beim Löschen hierher.",
    active: "Aktiv",
    archived: "Archiviert",
    details: "Angaben",
    name: "Name",
    email: "E-Mail",
    phone: "Telefon",
    address: "Adresse",
    note: "Notiz",
    noteHelp: "Nur der Laden sieht sie.",
    create: "Kunde anlegen",
    created: (name) => `${name} angelegt.`,
    saved: (name) => `${name} gespeichert.`,
    gone: "Diesen Kunden gibt es nicht mehr",
    goneDetail: "Der Eintrag wurde gelöscht.",
    archivedNote: "Archiviert. Die Bestellungen bleiben.",
    bringBack: "Zurückholen",
    broughtBack: (name) => `${name} ist zurück.`,
    import: "Kunden importieren",
    importMatch:
      "Eine Zeile mit bekannter id oder E-Mail ändert diesen Kunden; jede andere legt einen an.",
    remove: "Kunde löschen",
    deleted: (name) => `${name} gelöscht.`,
    totals: {
      title: "Insgesamt",
      orders: "Bestellungen",
      open: "Wartend",
      revenue: "Umsatz",
      first: "Erstmals",
      last: "Zuletzt",
    },
    orders: "Bestellungen",
    noOrders: "Noch keine Bestellungen.",
    allOrders: "Alle Bestellungen",
    newOrder: "Neue Bestellung",
    signIn: {
      title: "Anmeldung",
      detail:
        "Mit E-Mail und Passwort kann sich dieser Kunde anmelden und die eigenen Bestellungen sehen.",
      needsEmail: "Zuerst eine E-Mail eintragen.",
      password: "Neues Passwort",
      passwordHelp: "Mindestens 8 Zeichen. Dem Kunden selbst mitteilen.",
      save: "Passwort setzen",
      saved: (name) => `${name} kann sich mit dem neuen Passwort anmelden.`,
    },
  },
  account: {
    title: "Konto",
    phone: "Telefon",
    address: "Adresse",
    roles: { ADMIN: "Admin", CUSTOMER: "Kunde" },
    theme: "Darstellung",
    themes: { auto: "System", light: "Hell", dark: "Dunkel" },
    language: "Sprache",
    systemLanguage: "System",
    password: "Passwort",
    currentPassword: "Jetziges Passwort",
    newPassword: "Neues Passwort",
    passwordHelp: "Mindestens 8 Zeichen.",
    changePassword: "Passwort ändern",
    passwordChanged: {
      CUSTOMER: "Passwort geändert. Alle anderen Anmeldungen sind beendet.",
      ADMIN:
        "Passwort geändert. Alle anderen Anmeldungen und die eigenen API-Tokens sind beendet.",
    },
    signOut: "Abmelden",
    unsentTitle: (count) =>
      `${orders(count)} ${count === 1 ? "ist" : "sind"} noch nicht gesendet`,
    unsentDetail:
      "Bleibt in diesem Browser und wird nach der nächsten Anmeldung hier gesendet. Niemand sonst sieht es.",
    unsentKeep: "Angemeldet bleiben",
    signInTitle: "Anmelden",
    signInAgain: "Die Sitzung ist beendet",
    signInAgainDetail:
      "Anmelden, um weiterzumachen. Das Eingegebene ist noch da.",
    email: "E-Mail",
    passwordField: "Passwort",
    signIn: "Anmelden",
    linkTitle: "Anmeldung läuft",
    apiDocs: "API-Dokumentation",
  },
  alarms: {
    title: "Warnungen",
    looks: {
      backup_failed: "Zu den Sicherungen",
      backup_damaged: "Zu den Sicherungen",
      webhook_paused: "Zu den Webhooks",
    },
    texts: {
      backup_failed: (when) =>
        `Seit ${when} konnte keine Sicherung gemacht werden. Im Protokoll steht, warum.`,
      backup_damaged: (when) =>
        `Die letzte Sicherung war am ${when} beschädigt, eine neue wurde gemacht. Prüfen Sie den Datenträger, auf dem sie liegt.`,
      webhook_paused: (when) =>
        `Seit ${when} ruht ein Webhook. Er erfährt nichts, bis er fortgesetzt wird.`,
    },
  },
  settings: {
    title: "Einstellungen",
    shop: {
      title: "Laden",
      detail: "Eine Änderung gilt sofort, auf jedem Bildschirm.",
      groups: {
        paper: "Auf Belegen und Packzetteln",
        money: "Preise und Steuer",
        work: "Tag, Bestand und Sicherungen",
      },
      fields: {
        name: "Name",
        address: "Adresse",
        phone: "Telefon",
        email: "E-Mail",
        website: "Website",
        tax_number: "Steuernummer",
        currency: "Währung",
        prices_include_tax: "Preise enthalten die Steuer",
        tax_rate: "Steuersatz",
        order_number_pattern: "Bestellnummern",
        day_starts_at: "Der Tag beginnt um",
        low_stock: "Geringer Bestand",
        backup_every_hours: "Stunden zwischen Sicherungen",
        backup_keep: "Sicherungen, die bleiben",
      },
      help: {
        currency:
          "Drei Buchstaben, etwa EUR. Fest, sobald es einen Artikel oder eine Bestellung gibt.",
        prices_include_tax: "Bezahlt wird, was der Preis sagt.",
        tax_rate: "Damit beginnen neue Artikel.",
        order_number_pattern:
          "{number} zählt alle Bestellungen, {seq:4} neben {year} die eines Jahres: {year}-{seq:4}.",
        day_starts_at:
          "Was nach Mitternacht und davor verkauft wird, zählt zu gestern.",
        low_stock: "Bei so vielen oder weniger geht ein Artikel aus.",
        backup_every_hours: "0: nur, wenn jemand eine macht.",
        backup_keep: "Die ältesten darüber hinaus werden gelöscht.",
      },
      badNumber: "Eine ganze Zahl eingeben.",
      badRate: "Einen Satz wie 19 oder 7,5 eingeben.",
      saved: "Einstellungen gespeichert.",
      logo: "Logo",
      noLogo: "Kein Logo",
      chooseLogo: "Bild wählen",
      otherLogo: "Anderes wählen",
      removeLogo: "Entfernen",
      logoHelp: "PNG oder JPEG, höchstens 256 KiB.",
      logoTooLarge: "Das Bild ist größer als 256 KiB.",
    },
    addresses: {
      title: "Adressen",
      detail:
        "Unter diesen Adressen öffnet sich OMS auf anderen Geräten. Ein Telefon im selben Netz liest den QR-Code mit der Kamera.",
      kinds: {
        this_machine: "Dieser Rechner",
        lan: "Im Netz",
        mdns: "Mit Namen",
      },
      hints: {
        this_machine:
          "Nur in einem Browser auf dem Rechner, auf dem OMS läuft.",
        lan: "Auf jedem Gerät im selben Netz.",
        mdns: "Leicht zu merken, und bleibt, wenn sich die Adresse ändert. Manche Telefone finden ihn nicht.",
      },
      forPhones: "Am besten für Telefone",
      alone:
        "Kein anderes Gerät erreicht OMS. Dafür muss address in den Einstellungen 0.0.0.0 sein, und der Rechner in einem Netz.",
      copy: (url) => `${url} kopieren`,
      qrCode: (url) => `QR-Code von ${url}`,
    },
    authority: {
      title: "Vertrauen in diesen Server",
      detail:
        "Jedes Gerät muss einmal lernen, diesem Server zu vertrauen. Diese Seite erklärt, wie, und das Telefon liest auch ihre Adresse:",
      fingerprint:
        "Bevor ein Gerät dem Zertifikat vertraut, dessen SHA-256-Fingerabdruck mit diesem vergleichen:",
    },
    backups: {
      title: "Sicherungen",
      detail:
        "Alles in einer Datei. Die letzte wird jede Nacht wiederhergestellt und verglichen.",
      makeNow: "Jetzt sichern",
      made: "Sicherung gemacht und geprüft.",
      lastGood: "Letzte gute Sicherung:",
      none: "Noch keine gute Sicherung.",
      states: {
        checked: "Geprüft",
        damaged: "Beschädigt",
        unchecked: "Nicht geprüft",
      },
      download: (when) => `Sicherung vom ${when} herunterladen`,
      restore: "Wiederherstellen",
      restoreThat: (when) => `Sicherung vom ${when} wiederherstellen`,
      restoreTitle: (when) => `Sicherung vom ${when} wiederherstellen?`,
      restoreDetail:
        "Der Laden wird, wie er damals war. Wie er jetzt ist, bleibt in einer Datei neben der Datenbank. Alle werden abgemeldet, und API-Tokens enden.",
      restored: (kept) =>
        `Die Sicherung ist wiederhergestellt. Was vorher da war, steht in ${kept}.`,
    },
    tokens: {
      title: "API-Tokens",
      detail:
        "Ein Skript zeigt eines, statt sich anzumelden, und handelt als der Admin, der es angelegt hat. Es gilt, bis es widerrufen wird oder sich das Passwort dieses Admins ändert.",
      docs: "API-Dokumentation",
      new: "Neues Token",
      empty: "Noch keine Tokens.",
      name: "Name",
      nameHelp: "Wofür es ist, etwa „Nächtlicher Export“.",
      access: "Zugriff",
      readOnly: "Nur lesen",
      full: "Alles",
      readOnlyHelp: "Sieht alles, ändert nichts.",
      fullHelp:
        "Darf alles, was das eigene Konto darf, außer Tokens und das eigene Passwort.",
      create: "Token anlegen",
      made: (name) => `Token „${name}“`,
      token: "Token",
      once: "Jetzt kopieren. Es wird nicht noch einmal gezeigt.",
      done: "Fertig",
      by: (admin) => `von ${admin}`,
      lastUsed: "Zuletzt benutzt:",
      never: "nie",
      revoke: (name) => `${name} widerrufen`,
      revokeTitle: (name) => `„${name}“ widerrufen?`,
      revokeDetail:
        "Jedes Skript, das es zeigt, wird ab dann abgewiesen. Das lässt sich nicht zurücknehmen.",
      revokeConfirm: "Widerrufen",
      revoked: (name) => `${name} ist widerrufen.`,
    },
    displays: {
      title: "Anzeigetafeln",
      detail:
        "Ein Bildschirm im Laden, der den Link öffnet, zeigt ohne Anmeldung, welche Bestellungen in Arbeit und welche fertig sind: Nummern, keine Waren und keine Preise.",
      names: "Vornamen der Kunden zeigen",
      namesHelp: "Auf jeder Anzeigetafel, neben der Nummer.",
      new: "Neue Anzeigetafel",
      empty: "Noch keine Anzeigetafeln.",
      name: "Name",
      nameHelp: "Wo sie hängt, etwa „Tresen“.",
      create: "Anzeigetafel anlegen",
      copy: (name) => `Link von ${name} kopieren`,
      qrCode: (name) => `QR-Code des Links von ${name}`,
      revoke: (name) => `${name} widerrufen`,
      revokeTitle: (name) => `„${name}“ widerrufen?`,
      revokeDetail:
        "Jeder Bildschirm, der sie zeigt, wird sofort dunkel. Eine neue Anzeigetafel hat einen anderen Link.",
      revokeConfirm: "Widerrufen",
      revoked: (name) => `${name} ist widerrufen.`,
    },
    webhooks: {
      title: "Webhooks",
      detail:
        "Ein anderes Programm erfährt an seiner Adresse, was geschieht: der Reihe nach und signiert wie bei Standard Webhooks. Was es nicht annimmt, kommt wieder, mehr als einen Tag lang.",
      new: "Neuer Webhook",
      empty: "Noch keine Webhooks.",
      url: "Adresse",
      urlHelp: "Mit http:// oder https://, auch im Netz des Ladens.",
      events: "Ereignisse",
      all: "Alle",
      some: "Ausgewählte",
      names: {
        orderStatusUpdated: "Bestellung angelegt oder weitergeführt",
        orderUpdated: "Bestellung bearbeitet",
        orderDeleted: "Bestellung gelöscht",
        productUpdated: "Artikel angelegt oder geändert",
        productDeleted: "Artikel gelöscht",
        customerUpdated: "Kunde angelegt oder geändert",
        customerDeleted: "Kunde gelöscht",
        settingsUpdated: "Einstellungen geändert",
        shopUpdated: "Name, Adresse oder Logo des Ladens geändert",
      },
      ping: "Test",
      resync: (count) =>
        count === 1 ? "1 Ereignis verpasst" : `${count} Ereignisse verpasst`,
      allEvents: "Alle Ereignisse",
      someEvents: (count) =>
        count === 1 ? "1 Art von Ereignis" : `${count} Arten von Ereignissen`,
      create: "Webhook anlegen",
      made: "Geheimnis des Webhooks",
      secret: "Geheimnis",
      edit: "Ändern",
      editTitle: "Webhook ändern",
      save: "Speichern",
      saved: "Webhook gespeichert.",
      working: "Läuft",
      failing: (count) =>
        count === 1 ? "Einmal gescheitert" : `${count}-mal gescheitert`,
      nextTry: (when) => `nächster Versuch ${when}`,
      paused: {
        by_hand: "Ruht",
        failed: "Ruht: mehr als einen Tag lang ging nichts durch",
        gone: "Ruht: der Empfänger will nichts mehr (410)",
        restored: "Ruht: eine Sicherung wurde wiederhergestellt",
      },
      pause: "Anhalten",
      resume: "Fortsetzen",
      test: "Test senden",
      tested:
        "Ein Test ist unterwegs. Wie er ausging, zeigen die Zustellungen.",
      deliveries: "Zustellungen",
      deliveriesOf: (url) => `Zustellungen an ${url}`,
      more: (url) => `Mehr zu ${url}`,
      none: "Noch nichts zugestellt.",
      states: {
        delivered: "Zugestellt",
        waiting: "Wartet",
        failed: "Gescheitert",
      },
      tries: (count) => (count === 1 ? "1 Versuch" : `${count} Versuche`),
      answered: (status) => `Antwort ${status}`,
      sendAgain: "Erneut senden",
      sendThatAgain: (event, when) => `Erneut senden: ${event}, ${when}`,
      newSecret: "Neues Geheimnis",
      newSecretDetail:
        "Einen Tag lang werden Zustellungen auch mit dem bisherigen Geheimnis signiert, damit der Empfänger umgestellt werden kann.",
      newSecretConfirm: "Neues Geheimnis machen",
      remove: "Löschen",
      removeTitle: "Webhook löschen?",
      removeDetail: (url) =>
        `${url} erfährt nichts mehr. Was noch nicht angenommen ist, entfällt.`,
      removed: "Webhook gelöscht.",
    },
  },
  link: {
    order: "Bestellung",
    steps: "Stand der Bestellung",
    states: {
      PENDING: "Eingegangen",
      PAID: "Bezahlt",
      FULFILLED: "Übergeben",
      CANCELLED: "Storniert",
    },
    says: {
      PENDING: "Die Bestellung ist im Laden. Sie ist noch nicht bezahlt.",
      PAID: "Die Bestellung ist bezahlt und in Arbeit.",
      FULFILLED: "Die Bestellung ist abgeschlossen.",
      CANCELLED: "Mit dieser Bestellung geschieht nichts mehr.",
    },
    since: (time) => `seit ${time}`,
    expires: (day) => `Diese Seite ist am ${day} nicht mehr da.`,
    connecting: "Verbindet",
    gone: "Dieser Link zeigt nichts mehr",
    goneDetail:
      "Er wurde widerrufen, oder die Bestellung ist seit über einer Woche beendet. Mehr weiß der Laden.",
    making: "In Arbeit",
    ready: "Fertig",
    none: "Keine",
    more: (count) => `und ${count} weitere`,
    displayGone: "Diese Anzeigetafel wurde abgehängt",
    displayGoneDetail: "Die Einstellungen haben die Links aller Anzeigetafeln.",
    failed: "Die Seite ließ sich nicht laden. Sie wird noch einmal versucht.",
  },
  payments: {
    title: "Zahlungen",
    none: "Noch nichts bezahlt.",
    methods,
    method: "Wie",
    paidBy: "Bezahlt mit",
    enter: { payment: "Zahlung eintragen", refund: "Rückgabe eintragen" },
    entered: {
      payment: (label, amount) => `${amount} für Bestellung ${label} bezahlt.`,
      refund: (label, amount) =>
        `${amount} für Bestellung ${label} zurückgegeben.`,
    },
    amount: (currency) => `Betrag (${currency})`,
    most: {
      payment: (amount) => `Offen sind ${amount}.`,
      refund: (amount) => `Bezahlt wurden ${amount}.`,
    },
    reference: "Beleg",
    referenceHelp:
      "Womit sie sich wiederfindet: Nummer des Kartenbelegs, Zeile im Kontoauszug.",
    refundOf: (method) => `Rückgabe · ${method}`,
    refundAmount: (currency) => `Zurückgeben (${currency})`,
    refundHelp: "Alles, was bezahlt wurde, wenn nicht weniger eingetragen ist.",
    refundBy: "Zurückgegeben",
  },
  closing: {
    title: "Tagesabschluss",
    day: "Tag",
    before: "Der Tag davor",
    after: "Der Tag danach",
    name: (day) => `Tagesabschluss vom ${day}`,
    span: (from, until) => `${from} – ${until}`,
    payments: "Zahlungen",
    method: "Art",
    paid: "Bezahlt",
    refunded: "Zurück",
    left: "Bleibt",
    sum: "Summe",
    credited: "gutgeschrieben",
    taxes: "Steuer",
    taxHelp: "Berechnet, abzüglich Gutschriften",
    rate: "Satz",
    net: "Netto",
    tax: "Steuer",
    gross: "Brutto",
    noTaxes: "Nichts wurde berechnet.",
    orders: "Angenommene Bestellungen",
    status: "Status",
    count: "Anzahl",
    total: "Summe",
    ordersHelp: "Nach ihrem jetzigen Stand",
    signature: "Gezählt von",
  },
  print: {
    documents: { slip: "Packzettel", receipt: "Beleg" },
    name: {
      slip: (label) => `Packzettel zu Bestellung ${label}`,
      receipt: (label) => `Beleg zu Bestellung ${label}`,
    },
    title: printTitle,
    foot: {
      slip: (label) => `Packzettel, Bestellung ${label}`,
      receipt: (label) => `Beleg, Bestellung ${label}`,
    },
    back: "Zurück",
    document: "Dokument",
    paper: "Papier",
    papers: { a4: "A4", "80mm": "80 mm" },
    action: "Drucken",
    loading: "Bestellungen werden geholt",
    nothing: "Nichts zu drucken",
    nothingDetail:
      "Keine dieser Bestellungen ist da. Zurückgehen und andere wählen.",
    missing: (numbers) =>
      numbers.length === 1
        ? `Bestellung ${numbers[0]} wurde nicht gefunden und wird nicht gedruckt.`
        : `Diese Bestellungen wurden nicht gefunden und werden nicht gedruckt: ${numbers.join(", ")}.`,
    tooMany: (most) =>
      `Nur die ersten ${most} Bestellungen werden auf einmal gedruckt.`,
    code: (label) => `Code der Bestellung ${label}`,
    taxNumber: (number) => `Steuernummer ${number}`,
    customer: "Kunde",
    packed: "Gepackt",
    quantity: "Menge",
    product: "Artikel",
    sku: "Artikelnr.",
    note: "Notiz",
    pieces: (_count, text) => `${text} Stück`,
    statusLink: "Hier live sehen, wo die Bestellung steht:",
    statusCode: (number) => `QR-Code: wo Bestellung ${number} steht`,
    withLink: "Statuslink",
    doNotPack: "Nicht packen.",
    unitPrice: "Einzelpreis",
    amount: "Betrag",
    each: (price) => `je ${price}`,
    total: (currency) => `Summe ${currency}`,
    taxHead: { rate: "Satz", net: "Netto", tax: "Steuer", gross: "Brutto" },
    paidBy: (method) => `Bezahlt: ${method}`,
    refundedBy: (method) => `Zurückgegeben: ${method}`,
    open: "Noch zu zahlen",
    status: {
      PENDING: "Noch nicht bezahlt",
      PAID: "Bezahlt",
      FULFILLED: "Bezahlt",
      CANCELLED: "Storniert",
    },
  },
  setup: {
    title: "Einrichten",
    detail: "Das Admin-Konto anlegen. Es darf alles.",
    noToken: "Den Einrichtungslink öffnen",
    noTokenDetail:
      "Der Server gibt beim Start einen Einrichtungslink aus. Diesen Link öffnen oder hier einfügen.",
    token: "Einrichtungslink oder Token",
    tokenNext: "Weiter",
    name: "Eigener Name",
    email: "E-Mail",
    password: "Passwort",
    passwordHelp: "Mindestens 8 Zeichen.",
    sample: "Beispieldaten anlegen",
    sampleHelp: "Artikel, Kunden und Bestellungen zum Ausprobieren.",
    submit: "Konto anlegen",
    otherLink: "Anderen Einrichtungslink verwenden",
  },
};

export default de;
