/** Short names for the generated types. Everything else imports from here. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/**
 * What the server sends is whole: a field without a value is null, never absent. The
 * document marks such fields as optional, which is right for requests only.
 */
type Whole<Value> = Value extends readonly (infer Item)[]
  ? Whole<Item>[]
  : Value extends object
    ? { [Key in keyof Value]-?: Whole<Exclude<Value[Key], undefined>> }
    : Value;

export type Alarm = Whole<Schemas["Alarm"]>;
export type Actor = Whole<Schemas["Actor"]>;
export type Backup = Whole<Schemas["Backup"]>;
export type ApiToken = Whole<Schemas["ApiToken"]>;
export type Board = Whole<Schemas["Board"]>;
export type BoardEntry = Whole<Schemas["BoardEntry"]>;
export type Change = Whole<Schemas["Change"]>;
export type Closing = Whole<Schemas["Closing"]>;
export type CreatedApiToken = Whole<Schemas["CreatedApiToken"]>;
export type CustomerReport = Whole<Schemas["CustomerReport"]>;
export type CustomerRef = Whole<Schemas["CustomerRef"]>;
export type DisplayLink = Whole<Schemas["DisplayLink"]>;
export type DisplaySettings = Schemas["DisplaySettings"];
export type DocumentBrief = Whole<Schemas["DocumentBrief"]>;
export type Discount = Whole<Schemas["Discount"]>;
export type ImportReport = Whole<Schemas["ImportReport"]>;
export type ImportRow = Whole<Schemas["ImportRow"]>;
export type LineOutcome = Schemas["Outcome"];
export type Mail = Whole<Schemas["Mail"]>;
export type MailFailure = Schemas["MailFailure"];
export type MailSecurity = Schemas["MailSecurity"];
export type MailSettings = Whole<Schemas["MailSettings"]>;
export type MailSettingsPatch = Schemas["MailSettingsPatch"];
export type MailState = Schemas["MailState"];
export type MailTest = Whole<Schemas["MailTest"]>;
export type NewMail = Schemas["NewMail"];
export type Order = Whole<Schemas["Order"]>;
export type OrderCounts = Whole<Schemas["OrderCounts"]>;
export type OrderItem = Whole<Schemas["OrderItem"]>;
export type OrderState = Whole<Schemas["OrderState"]>;
export type OrderStatus = Schemas["OrderStatus"];
export type Payment = Whole<Schemas["Payment"]>;
export type PaymentKind = Schemas["PaymentKind"];
export type PaymentMethod = Schemas["PaymentMethod"];
export type Restored = Schemas["Restored"];
export type Product = Whole<Schemas["Product"]>;
export type LocalAuthority = Whole<Schemas["LocalAuthority"]>;
export type QrPicture = Whole<Schemas["QrPicture"]>;
export type Reachable = Whole<Schemas["Reachable"]>;
export type Reached = Whole<Schemas["Reached"]>;
export type Role = Schemas["Role"];
export type SetupStatus = Whole<Schemas["SetupStatus"]>;
export type SignedIn = Whole<Schemas["SignedIn"]>;
export type StatusLink = Whole<Schemas["StatusLink"]>;
export type Letterhead = Whole<Schemas["Shop"]>;
export type ShopSettings = Whole<Schemas["ShopSettings"]>;
export type StockEntry = Whole<Schemas["StockEntry"]>;
export type Summary = Whole<Schemas["Summary"]>;
export type TaxOfRate = Whole<Schemas["TaxOfRate"]>;
export type TimelineEntry = Whole<Schemas["TimelineEntry"]>;
export type User = Whole<Schemas["User"]>;
export type CreatedWebhook = Whole<Schemas["CreatedWebhook"]>;
export type EventName = Schemas["EventName"];
export type Webhook = Whole<Schemas["Webhook"]>;
export type WebhookDelivery = Whole<Schemas["WebhookDelivery"]>;
export type WebhookSecret = Schemas["WebhookSecret"];

export type LoginRequest = Schemas["LoginRequest"];
export type NewApiToken = Schemas["NewApiToken"];
export type NewDisplay = Schemas["NewDisplay"];
export type NewDiscount = Schemas["NewDiscount"];
export type NewOrder = Schemas["NewOrder"];
export type NewOrderItem = Schemas["NewOrderItem"];
export type NewPayment = Schemas["NewPayment"];
export type NewProduct = Schemas["NewProduct"];
export type NewUser = Schemas["NewUser"];
export type NewWebhook = Schemas["NewWebhook"];
export type OrderPatch = Schemas["OrderPatch"];
export type PasswordChange = Schemas["PasswordChange"];
export type ProductPatch = Schemas["ProductPatch"];
export type SetupRequest = Schemas["SetupRequest"];
export type ShopSettingsPatch = Schemas["ShopSettingsPatch"];
export type StockChange = Schemas["StockChange"];
export type UserPatch = Schemas["UserPatch"];
export type WebhookPatch = Schemas["WebhookPatch"];

/** An error as the app sees it: the server's problem document, or status 0 without an answer. */
export type Problem = Schemas["Problem"];
