/** The German catalogue. It addresses nobody: infinitives instead of "du" or "Sie". */
import type { Change, OrderStatus, PaymentMethod } from "../api/types";
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

const orders = (count: number, written: string | number = count) =>
  count === 1 ? "1 Bestellung" : `${written} Bestellungen`;

const atStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const de: Words = {
  titles: {
    settings: "Einstellungen",
    closing: "Tagesabschluss",
    invoices: "Rechnungen",
    documents: { slip: "Packzettel", receipt: "Beleg" },
  },
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
    mail: "Per E-Mail senden",
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
      mail_failed: "Zu den E-Mails",
      mail_paused: "Zu den E-Mails",
    },
    texts: {
      backup_failed: (when) =>
        `Seit ${when} konnte keine Sicherung gemacht werden. Im Protokoll steht, warum.`,
      backup_damaged: (when) =>
        `Die letzte Sicherung war am ${when} beschädigt, eine neue wurde gemacht. Prüfen Sie den Datenträger, auf dem sie liegt.`,
      webhook_paused: (when) =>
        `Seit ${when} ruht ein Webhook. Er erfährt nichts, bis er fortgesetzt wird.`,
      mail_failed: (when) =>
        `Seit ${when} konnten E-Mails nicht gesendet werden.`,
      mail_paused: (when) =>
        `Seit am ${when} eine Sicherung eingespielt wurde, wird keine E-Mail gesendet.`,
    },
  },
  link: {
    order: "Bestellung",
    steps: "Stand der Bestellung",
    states: {
      PENDING: "Eingegangen",
      PAID: "Bezahlt",
      FULFILLED: "Fertig",
      CANCELLED: "Storniert",
    },
    says: {
      PENDING: "Die Bestellung ist im Laden. Sie ist noch nicht bezahlt.",
      PAID: "Die Bestellung ist bezahlt und in Arbeit.",
      FULFILLED: "Die Bestellung ist fertig oder schon übergeben.",
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
