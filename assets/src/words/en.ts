/**
 * The English catalogue, and the shape of every other. Short, concrete, no exclamation marks.
 * A further language is a file beside this one, named by its code (`fr.ts`), with a
 * default export of type `Words`, and one in each folder here, which holds the words of pages
 * that few open; the app finds them by itself.
 */
import type {
  Change,
  OrderStatus,
  PaymentKind,
  PaymentMethod,
} from "../api/types";

const statusNames: Record<OrderStatus, string> = {
  PENDING: "Pending",
  PAID: "Paid",
  FULFILLED: "Fulfilled",
  CANCELLED: "Cancelled",
};

const moves: Record<OrderStatus, string> = {
  PENDING: "Mark pending",
  PAID: "Mark paid",
  FULFILLED: "Mark fulfilled",
  CANCELLED: "Cancel order",
};

const moved: Record<OrderStatus, string> = {
  PENDING: "pending",
  PAID: "paid",
  FULFILLED: "fulfilled",
  CANCELLED: "cancelled",
};

const methods: Record<PaymentMethod, string> = {
  cash: "Cash",
  card: "Card",
  transfer: "Transfer",
  other: "Other",
};

function describeDiscount({
  product_name,
  from,
  to,
}: Extract<Change, { field: "discount" }>): string {
  const what =
    product_name === null ? "Discount" : `Discount on ${product_name}`;
  if (to === null) return `${what} removed`;
  return `${what}: ${from === null ? to : `${from} → ${to}`}`;
}

function describeChange(change: Change): string {
  switch (change.field) {
    case "note":
      return change.to ? `Note: ${change.to}` : "Note removed";
    case "customer":
      return `Customer: ${change.from?.name ?? "Walk-in"} → ${change.to?.name ?? "Walk-in"}`;
    case "item":
      if (change.from === 0)
        return `Added ${change.to} × ${change.product_name}`;
      if (change.to === 0) return `Removed ${change.product_name}`;
      return `${change.product_name}: ${change.from} → ${change.to}`;
    case "discount":
      return describeDiscount(change);
    case "payment":
      return `${change.kind === "refund" ? "Given back" : "Paid"}: ${change.amount} · ${methods[change.method]}`;
  }
}

const en = {
  titles: {
    settings: "Settings",
    closing: "Day's closing",
    invoices: "Invoices",
    documents: { slip: "Packing slip", receipt: "Receipt" },
  },
  common: {
    copy: "Copy",
    copyFailed: "The browser does not let OMS copy. Copy it by hand.",
    cancel: "Cancel",
    close: "Close",
    dismiss: "Dismiss",
    save: "Save",
    edit: "Edit",
    delete: "Delete",
    more: "More actions",
    moreOfList: "More for this list",
    retry: "Try again",
    undo: "Undo",
    showMore: "Show more",
    search: "Search",
    clearSearch: "Clear search",
    filters: "Filters",
    clear: "Clear",
    clearFilters: "Clear filters",
    meanwhile: {
      title: "Someone else changed this meanwhile",
      detail: "Saving puts yours over it.",
    },
    loading: "Loading",
    none: "None",
    walkIn: "Walk-in",
    system: "OMS",
    copyRequestId: (id: string) => `Request ${id}. Copy`,
    copied: "Copied",
    toStart: "Go to orders",
  },
  nav: {
    main: "Main",
    dashboard: "Dashboard",
    orders: "Orders",
    products: "Products",
    customers: "Customers",
    settings: "Settings",
    account: "Account",
  },
  shortcuts: {
    title: "Keyboard",
    help: "Keyboard shortcuts",
    groups: [
      {
        name: "Everywhere",
        keys: [
          { keys: ["?"], does: "Show these keys" },
          { keys: ["/"], does: "Search" },
          { keys: ["n"], does: "New: order, product or customer", admin: true },
          { keys: ["Esc"], does: "Close what is open" },
        ],
      },
      {
        name: "In a list",
        keys: [
          { keys: ["↑", "↓"], does: "Walk through the rows" },
          { keys: ["Enter"], does: "Open the row" },
          {
            keys: ["x"],
            does: "Select the row; with Shift all up to it",
            admin: true,
          },
          { keys: ["b"], does: "List or board" },
        ],
      },
      {
        name: "On an order",
        keys: [
          { keys: ["p"], does: "Mark paid", admin: true },
          { keys: ["f"], does: "Mark fulfilled", admin: true },
          { keys: ["c"], does: "Cancel the order", admin: true },
          { keys: ["e"], does: "Edit", admin: true },
          { keys: ["Ctrl", "Enter"], does: "Save from any field", admin: true },
        ],
      },
    ],
  },
  csv: {
    export: "Export CSV",
    import: "Import CSV",
    choose: "Choose a file",
    chooseOther: "Choose another file",
    drop: "or drop it here",
    help: "CSV in UTF-8, as an export has it. The first line names the columns, of which any may be absent:",
    checking: (name: string) => `Checking ${name}`,
    importing: (name: string) => `Importing ${name}`,
    lines: (name: string) => `Lines of ${name}`,
    outcome: {
      created: "New",
      updated: "Changed",
      unchanged: "Same",
      wrong: "Wrong",
    },
    columns: { line: "Line", what: "What" },
    nothing: "nothing",
    change: (field: string, from: string, to: string) =>
      `${field}: ${from} → ${to}`,
    more: (count: string) => `and ${count} more`,
    isWrong:
      "Nothing is imported while a line is wrong. Correct it in the file, then choose the file again.",
    isSame: "All of it is there already.",
    empty: "The file has no lines below the first.",
    none: "No such lines.",
    tooLarge: (name: string) =>
      `${name} is larger than 16 MiB. Split it into several files.`,
    unreadable: (name: string) => `${name} can't be read. Choose it again.`,
    confirm: (count: number, text: string) =>
      count === 1 ? "Import 1 line" : `Import ${text} lines`,
    done: (created: string, updated: string) =>
      `Imported: ${created} new, ${updated} changed.`,
  },
  live: {
    live: "Live",
    catchingUp: "Catching up",
    offline: "Offline",
    offlineSince: (time: string) => `Offline since ${time}`,
    offlineHelp:
      "What is on screen stays readable. A new order is kept and sent once the server is back; other changes have to wait.",
    unsent: (count: number) => `${count} to send`,
    liveHelp: "Changes made anywhere show here within a second.",
  },
  time: {
    now: "now",
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h`,
  },
  problems: {
    title: "That did not work",
    unreachableTitle: "No connection",
    unreachable:
      "The server can't be reached. Nothing was saved. Check the network and try again.",
    unexpected: (status: number) =>
      `The server gave an answer that OMS can't read (${status}). Try again in a moment.`,
    pageFailed: "This page could not be shown",
    pageFailedDetail:
      "A part of OMS could not be loaded. Check the network, then reload.",
    reload: "Reload",
    notFoundTitle: "Nothing here",
    notFound: "There is no page at this address.",
    serverTitle: "Waiting for the server",
    server:
      "The server can't be reached. This page goes on by itself once it is back.",
  },
  leave: {
    title: "Discard what you typed?",
    detail: "It has not been saved.",
    discard: "Discard",
    keep: "Keep editing",
  },
  status: statusNames,
  dashboard: {
    title: "Dashboard",
    figures: "Today and this week",
    ordersToday: "Orders today",
    revenueToday: "Revenue today",
    ordersWeek: "Orders this week",
    revenueWeek: "Revenue this week",
    lastWeekday: (weekday: string) => `last ${weekday}`,
    lastWeek: "last week",
    above: (change: string) => `over ${change}`,
    against: (span: string) => `against ${span}`,
    same: (span: string) => `Same as ${span}`,
    noneBefore: (span: string) => `None by now ${span}`,
    more: (change: string, span: string, before: string) =>
      `${change} more than ${span} by this time, which had ${before}.`,
    less: (change: string, span: string, before: string) =>
      `${change} less than ${span} by this time, which had ${before}.`,
    announce: (orders: string, revenue: string) =>
      `Today: ${orders}, ${revenue}.`,
    orders: (count: number, written: string) =>
      count === 1 ? "1 order" : `${written} orders`,
    waiting: "Waiting longest",
    allWaiting: (count: string) => `All ${count}`,
    allWaitingOrders: (count: string) => `All ${count} waiting orders`,
    noneWaiting: "Nothing is waiting.",
    days: "Last 14 days",
    today: "Today",
    day: (date: string, orders: string, revenue: string) =>
      `${date}: ${orders}, ${revenue}`,
    ofDays: (orders: string, revenue: string) => `${orders} · ${revenue}`,
    bestSellers: "Best sellers",
    lastDays: "last 7 days",
    sold: (count: string) => `${count} sold`,
    noneSold: "Nothing sold in the last 7 days.",
    lowStock: "Running out",
    threshold: (count: string) => `${count} or fewer left`,
    left: (count: string) => `${count} left`,
    soldOut: "Sold out",
    noneLow: "Nothing is running out.",
    all: "All",
    allOf: (list: string) => `All: ${list}`,
    empty: "Nothing to show yet",
    emptyNoProducts: "Add the products you sell, then create the first order.",
    emptyNoOrders:
      "Create the first order. What waits, what sells and what runs out then shows here.",
    addProducts: "Add a product",
    firstOrder: "Create an order",
  },
  orders: {
    title: "Orders",
    name: (label: string) => `Order ${label}`,
    new: "New order",
    table: "Orders",
    columns: {
      number: "Number",
      customer: "Customer",
      items: "Items",
      total: (sign: string) => `Total ${sign}`,
      status: "Status",
      age: "Age",
    },
    empty: "No orders yet",
    emptyDetail: "Create the first one, or import products first.",
    emptyOwn: "No orders yet",
    emptyOwnDetail: "Your orders appear here as soon as the shop enters them.",
    noMatch: "No order matches",
    noMatchDetail: "Change a filter, or clear them all.",
    waiting: (count: number) =>
      count === 1 ? "1 new order" : `${count} new orders`,
    link: {
      action: "Status link",
      title: (number: number) => `Status link of order ${number}`,
      detail:
        "Whoever has it sees where this order stands, live and without a sign-in: no name, no goods, no prices. It works until it is revoked, or 7 days after the order ended.",
      label: "Link",
      qrCode: (number: number) =>
        `QR code of the status link of order ${number}`,
      open: "Open",
      revoke: "Revoke link",
      revokeHelp:
        "Once it is revoked, slips that are printed already lead nowhere.",
      revoked: "The link is revoked.",
    },
    gone: "This order is gone",
    goneDetail: "It was deleted, or the number is wrong.",
    search: "Number, customer, product or note",
    filters: {
      label: "Filters",
      status: "Status",
      customer: "Customer",
      anyCustomer: "Any customer",
      date: "Date",
      anyDate: "Any date",
      periods: {
        today: "Today",
        yesterday: "Yesterday",
        week: "This week",
        month: "This month",
      },
      days: (from: string, to: string) =>
        from === to ? from : `${from} – ${to}`,
      since: (day: string) => `Since ${day}`,
      until: (day: string) => `Until ${day}`,
      from: "From",
      to: "To",
      toBeforeFrom: "“To” is before “From”.",
      sort: "Sort by",
      view: "View",
      list: "List",
      board: "Board",
      clear: "Clear filters",
      clearShort: "Clear",
    },
    sorts: {
      "-number": "Newest first",
      number: "Oldest first",
      "-updated_at": "Changed last",
      updated_at: "Changed first",
      "-total": "Highest total",
      total: "Lowest total",
    },
    move: moves,
    /** Where there is little room. */
    moveShort: moves,
    moved: (label: string, status: OrderStatus) =>
      `Order ${label} is ${moved[status]}.`,
    created: (label: string) => `Order ${label} created.`,
    saved: (label: string) => `Order ${label} saved.`,
    deleted: (label: string) => `Order ${label} deleted.`,
    items: "Items",
    customer: "Customer",
    note: "Note",
    noNote: "No note",
    discount: "Discount",
    sums: {
      subtotal: "Subtotal",
      discount: "Discount",
      discountOf: (rate: string) => `Discount ${rate}`,
      added: (rate: string) => `plus ${rate} tax`,
      included: (rate: string) => `incl. ${rate} tax`,
      total: "Total",
      paid: "Paid",
      open: "Open",
    },
    total: "Total",
    quantity: "Quantity",
    product: "Product",
    unitPrice: (sign: string) => `Price ${sign}`,
    timeline: "Timeline",
    placed: "Created",
    updated: "Changed",
    changedElsewhere: {
      title: "Someone else changed this order",
      detail: "What you typed is still here.",
      refreshed: "Someone else changed this order. This is how it is now.",
      yours: "Yours",
      now: "Now",
      takenOver: (fields: string) =>
        `Also changed, and shown below: ${fields}.`,
      keepMine: "Save mine over it",
      keepMyNote: "Save my note over it",
      takeTheirs: "Take the new one",
      noLonger: "Only the note can still change.",
      gone: "Someone else deleted this order",
      goneDetail:
        "It can't be saved any more. What you typed is still here to be copied.",
    },
    outbox: {
      title: "Waiting to be sent",
      kept: "Order kept. It is sent once the server is back.",
      keptHere:
        "Order kept in this tab only, since the browser stores nothing. Leave the tab open until it is sent.",
      waiting: "Sent by itself once the server is back.",
      sending: "Being sent",
      unsure:
        "Waiting for more than 23 hours. It may have reached the server: look for it in the list before it is sent again.",
      madeWithout: (label: string, why: string) =>
        `The server has it as order ${label}, without your last change. ${why}`,
      refusedTitle: (customer: string) => `Order not taken: ${customer}`,
      sendAgain: "Send again",
      correct: "Correct",
      discard: "Discard",
      discarded: (customer: string) => `Waiting order discarded: ${customer}.`,
    },
    cancel: {
      title: (label: string) => `Cancel order ${label}?`,
      reason: "Reason",
      reasonHelp: "Shown in the timeline.",
      restock: "The goods came back",
      restockHelp:
        "They go back into stock. Untick when they are lost or broken.",
      confirm: "Cancel order",
      keep: "Keep order",
    },
    mail: "Send by email",
    remove: "Delete order",
    print: "Print",
    board: {
      help: "Drag to another column, or press p, f or c.",
      more: (count: number) => `and ${count} more`,
      empty: {
        PENDING: "Nothing waits to be paid.",
        PAID: "Nothing waits to be handed over.",
        FULFILLED: "Nothing handed over.",
        CANCELLED: "Nothing cancelled.",
      },
    },
    bulk: {
      label: "Selected orders",
      select: (label: string) => `Select order ${label}`,
      selectShown: "Select all shown",
      selectMany: "Select",
      selected: (count: string) => `${count} selected`,
      selectEverything: (count: string) => `Select all ${count} that match`,
      clear: "Clear selection",
      move: {
        PENDING: "Mark pending",
        PAID: "Mark paid",
        FULFILLED: "Mark fulfilled",
        CANCELLED: "Cancel orders",
      },
      keep: "Keep orders",
      confirmTitle: (count: string, status: OrderStatus) => {
        const chosen = count === "1" ? "1 order" : `${count} orders`;
        return status === "CANCELLED"
          ? `Cancel ${chosen}?`
          : `Mark ${chosen} ${moved[status]}?`;
      },
      confirmDetail:
        "Also those that are not on screen. A move along the pipeline can't be taken back.",
      gathering: "Gathering the orders",
      progress: (done: string, total: string) => `${done} of ${total}`,
      stop: "Stop",
      done: (count: number, status: OrderStatus) =>
        count === 1
          ? `1 order is ${moved[status]}.`
          : `${count} orders are ${moved[status]}.`,
      resultTitle: (done: number, refused: number, status: OrderStatus) =>
        refused === 0
          ? `${done} ${moved[status]}`
          : `${done} ${moved[status]}, ${refused} refused`,
      left: (count: number) =>
        `${count} were not asked for. Nothing of them was changed.`,
    },
    form: {
      title: "New order",
      editTitle: (label: string) => `Edit order ${label}`,
      customerHelp: "Leave empty for a walk-in.",
      newCustomer: (name: string) => `New customer ‘${name}’`,
      addProduct: "Add a product",
      findProduct: "Name or SKU, or scan",
      productHelp:
        "“3x rye” adds three. Enter in the empty field goes on to the last step.",
      lookingUp: "Looking it up",
      added: (count: number, product: string) => `Added ${count} × ${product}.`,
      unknownCode: (code: string) =>
        `No product has the code ${code}. Nothing was added.`,
      notFound: (text: string) =>
        `No product matches “${text}”. Nothing was added.`,
      notLookedUp: (text: string) =>
        `“${text}” could not be looked up: the server can't be reached. Nothing was added.`,
      notAdded: (text: string) =>
        `“${text}” is not added yet. Enter adds it; clear the field to go on without.`,
      noProduct: "No product matches.",
      noCustomer: "No customer matches.",
      noItems: "Add at least one product.",
      quantityOf: (product: string) => `Quantity of ${product}`,
      removeItem: (product: string) => `Remove ${product}`,
      badQuantity: "A whole number from 1 to 1,000,000.",
      addFreeLine: "Add a line without a product",
      freeLine: "the line without a product",
      freeName: "What it is for",
      freeNameExample: "Delivery, deposit, repair",
      noName: "Say what it is for.",
      discountOn: (line: string) => `Discount on ${line}`,
      discountOnAll: "Discount on the whole order",
      discountHelp: (share: string, amount: string) => `${share} or ${amount}`,
      lineBelowZero: "More than the line comes to.",
      belowZero: "More than the items come to.",
      left: (count: number) => `${count} left`,
      short: (count: number) => `Only ${count} left`,
      create: (total: string) => `Create order · ${total}`,
      pieces: (count: string) => `${count} in all`,
      save: "Save changes",
    },
    events: {
      created: "Created",
      edited: "Edited",
      reason: (reason: string) => `Reason: ${reason}`,
      change: describeChange,
    },
  },
  products: {
    title: "Products",
    new: "New product",
    table: "Products",
    columns: {
      name: "Name",
      sku: "SKU",
      price: (sign: string) => `Price ${sign}`,
      stock: "Stock",
    },
    search: "Name or SKU",
    empty: "No products yet",
    emptyDetail: "Add the first one; orders are made of products.",
    emptyCustomerDetail: "The shop has not listed any.",
    noMatch: "No product matches",
    noMatchDetail: "Try another word, or a part of the SKU.",
    noArchived: "The archive is empty",
    noArchivedDetail:
      "Products that orders name come here when they are deleted.",
    active: "For sale",
    archived: "Archived",
    lowStock: "Low stock",
    low: "Low",
    out: "Out",
    nothingLow: "Nothing runs out",
    nothingLowDetail: (threshold: string) =>
      `Of every product that is counted there are more than ${threshold}.`,
    showAll: "Show all products",
    untracked: "not tracked",
    inStock: "in stock",
    details: "Details",
    name: "Name",
    sku: "SKU",
    skuHelp: "Your own code or the bar code. Each only once.",
    price: (currency: string) => `Price (${currency})`,
    badPrice: (example: string) => `An amount like ${example}.`,
    taxRate: "Tax",
    taxRateHelp: "In the price or added to it, as the shop has it.",
    badTaxRate: (example: string) => `A share like ${example}, at most 100 %.`,
    changePrice: (price: string, name: string) =>
      `${price}. Change the price of ${name}`,
    changeStock: (stock: string, name: string) =>
      `${stock}. Change the stock of ${name}`,
    priceOf: (name: string) => `Price of ${name}`,
    priceSaved: (name: string, price: string) => `${name} costs ${price}.`,
    priceMeanwhile: (price: string) =>
      `Someone made it ${price} meanwhile. Enter saves yours, Esc keeps theirs.`,
    priceLost: (name: string) => `The price of ${name} was not saved.`,
    stock: "Stock",
    stockHelp: "Leave empty when it is not counted.",
    badStock: "A whole number, 0 or more.",
    create: "Create product",
    created: (name: string) => `${name} created.`,
    saved: (name: string) => `${name} saved.`,
    gone: "This product is gone",
    goneDetail: "It was deleted.",
    archivedNote: "Archived. It stays on its orders and can't be sold.",
    bringBack: "Bring back",
    broughtBack: (name: string) => `${name} is back.`,
    import: "Import products",
    importMatch:
      "A line with an id or SKU that is known changes that product; any other adds one. tax_rate is in hundredths of a percent: 1900 for 19 %.",
    remove: "Delete product",
    deleted: (name: string) => `${name} deleted.`,
    stockForm: {
      title: "Stock",
      of: (name: string) => `Stock of ${name}`,
      mode: "Change stock by",
      difference: "Difference",
      count: "Count",
      differenceLabel: "More or less",
      differenceHelp: "12 adds, -3 takes away.",
      countLabel: "Counted",
      countHelp: "How many there are now.",
      badDifference: "A whole number that is not 0.",
      reason: "Reason",
      save: "Change stock",
      saved: (name: string, stock: number) => `${name}: ${stock} in stock.`,
      start: "Start counting",
      untrackedHelp: "Stock is not tracked. Enter a count to begin.",
    },
    ledger: {
      title: "Stock history",
      latest: "Latest changes",
      whole: "Whole history",
      undone: "Undone",
      empty: "No changes yet.",
      initial: "First count",
      count: "Counted",
      adjustment: "Adjusted",
      order: "Sold",
      edit: "Order edited",
      restock: "Came back",
      untracked: "Tracking stopped",
      stock: (count: number) => `${count} in stock`,
    },
  },
  customers: {
    title: "Customers",
    new: "New customer",
    table: "Customers",
    columns: { name: "Name", email: "Email", phone: "Phone", since: "Since" },
    search: "Name, email or phone",
    empty: "No customers yet",
    emptyDetail: "Add those who order again; walk-ins need no entry.",
    noMatch: "No customer matches",
    noMatchDetail: "Try another word, or a part of the phone number.",
    noArchived: "The archive is empty",
    noArchivedDetail: "Customers with orders come here when they are deleted.",
    active: "Active",
    archived: "Archived",
    details: "Details",
    name: "Name",
    email: "Email",
    phone: "Phone",
    address: "Address",
    note: "Note",
    noteHelp: "Only the shop sees it.",
    create: "Create customer",
    created: (name: string) => `${name} created.`,
    saved: (name: string) => `${name} saved.`,
    gone: "This customer is gone",
    goneDetail: "The entry was deleted.",
    archivedNote: "Archived. The orders stay.",
    bringBack: "Bring back",
    broughtBack: (name: string) => `${name} is back.`,
    import: "Import customers",
    importMatch:
      "A line with an id or email that is known changes that customer; any other adds one.",
    remove: "Delete customer",
    deleted: (name: string) => `${name} deleted.`,
    totals: {
      title: "Totals",
      orders: "Orders",
      open: "Open",
      revenue: "Revenue",
      first: "First order",
      last: "Last order",
    },
    orders: "Orders",
    noOrders: "No orders yet.",
    allOrders: "All orders",
    newOrder: "New order",
    signIn: {
      title: "Sign-in",
      detail:
        "With an email and a password this customer can sign in and see their own orders.",
      needsEmail: "Add an email first.",
      password: "New password",
      passwordHelp: "At least 8 characters. Tell it to the customer yourself.",
      save: "Set password",
      saved: (name: string) => `${name} can sign in with the new password.`,
    },
  },
  account: {
    title: "Account",
    phone: "Phone",
    address: "Address",
    roles: { ADMIN: "Admin", CUSTOMER: "Customer" },
    theme: "Theme",
    themes: { auto: "System", light: "Light", dark: "Dark" },
    language: "Language",
    systemLanguage: "System",
    password: "Password",
    currentPassword: "Current password",
    newPassword: "New password",
    passwordHelp: "At least 8 characters.",
    changePassword: "Change password",
    passwordChanged: {
      CUSTOMER: "Password changed. All other sign-ins have ended.",
      ADMIN:
        "Password changed. All other sign-ins and your API tokens have ended.",
    },
    signOut: "Sign out",
    unsentTitle: (count: number) =>
      count === 1
        ? "1 order is not sent yet"
        : `${count} orders are not sent yet`,
    unsentDetail:
      "It stays in this browser and is sent after your next sign-in here. Nobody else sees it.",
    unsentKeep: "Stay signed in",
    signInTitle: "Sign in",
    signInAgain: "Your session has ended",
    signInAgainDetail: "Sign in to go on. What you typed is still there.",
    email: "Email",
    passwordField: "Password",
    signIn: "Sign in",
    linkTitle: "Signing in",
    apiDocs: "API documentation",
  },
  alarms: {
    title: "Alarms",
    looks: {
      backup_failed: "See the backups",
      backup_damaged: "See the backups",
      webhook_paused: "See the webhooks",
      mail_failed: "See the mails",
      mail_paused: "See the mails",
    },
    texts: {
      backup_failed: (when: string) =>
        `No backup could be made since ${when}. The log says why.`,
      backup_damaged: (when: string) =>
        `The last backup was found damaged on ${when}, and another one was made. Look after the disk or stick it is on.`,
      webhook_paused: (when: string) =>
        `A webhook is paused since ${when}. It is told of nothing until it is resumed.`,
      mail_failed: (when: string) => `Mails since ${when} could not be sent.`,
      mail_paused: (when: string) =>
        `No mail is sent since a backup was restored on ${when}.`,
    },
  },
  link: {
    order: "Order",
    steps: "Where the order stands",
    states: {
      PENDING: "Received",
      PAID: "Paid",
      FULFILLED: "Ready",
      CANCELLED: "Cancelled",
    },
    says: {
      PENDING: "The shop has the order. It is not paid yet.",
      PAID: "The order is paid and in the making.",
      FULFILLED: "The order is ready, or was handed over already.",
      CANCELLED: "Nothing more happens with this order.",
    },
    since: (time: string) => `since ${time}`,
    expires: (day: string) => `This page is gone on ${day}.`,
    connecting: "Connecting",
    gone: "This link shows nothing any more",
    goneDetail:
      "It was revoked, or the order ended more than a week ago. The shop knows more.",
    making: "In the making",
    ready: "Ready",
    none: "None",
    more: (count: number) => `and ${count} more`,
    displayGone: "This display was taken down",
    displayGoneDetail: "Settings has the links of all displays.",
    failed: "The page could not be loaded. It is tried again.",
  },
  payments: {
    title: "Payments",
    none: "Nothing paid yet.",
    methods,
    method: "How",
    paidBy: "Paid by",
    enter: { payment: "Enter payment", refund: "Enter refund" },
    entered: {
      payment: (label: string, amount: string) =>
        `${amount} paid for order ${label}.`,
      refund: (label: string, amount: string) =>
        `${amount} given back for order ${label}.`,
    },
    amount: (currency: string) => `Amount (${currency})`,
    most: {
      payment: (amount: string) => `${amount} is open.`,
      refund: (amount: string) => `${amount} was paid.`,
    } satisfies Record<PaymentKind, (amount: string) => string>,
    reference: "Reference",
    referenceHelp:
      "What finds it elsewhere: a slip's number, a statement's line.",
    refundOf: (method: string) => `Refund · ${method}`,
    refundAmount: (currency: string) => `Give back (${currency})`,
    refundHelp: "All that was paid, unless less is entered.",
    refundBy: "Given back by",
  },
  setup: {
    title: "Set up",
    detail: "Make the admin account. It can do everything.",
    noToken: "Use the setup link",
    noTokenDetail:
      "The server prints a setup link when it starts. Open that link, or paste it here.",
    token: "Setup link or token",
    tokenNext: "Go on",
    name: "Your name",
    email: "Email",
    password: "Password",
    passwordHelp: "At least 8 characters.",
    sample: "Add sample data",
    sampleHelp: "Products, customers and orders to try things out with.",
    submit: "Create account",
    otherLink: "Use another setup link",
  },
};

export type Words = typeof en;

export default en;
