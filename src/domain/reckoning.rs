//! What an order comes to: lines, discounts and tax, exact to the minor unit.
//!
//! Tax is rounded half up once per line; everything else is a sum of lines, so that whatever is printed adds up.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::money::{Currency, Money};
use super::order::{Order, OrderItem};
use super::rate::{Rate, spread};

/// What the lines of one tax rate come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaxOfRate {
    /// The rate.
    pub rate: Rate,
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// With tax: these add up to the order's total.
    pub gross: Money,
}

/// How the shop states its prices, and the tax on what says nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxTerms {
    /// Whether prices have tax in them; else it is added to them.
    pub prices_include_tax: bool,
    /// The rate of products and lines that say none.
    pub rate: Rate,
}

impl Default for TaxTerms {
    /// Prices are what people pay, and there is no tax to be told of.
    fn default() -> Self {
        Self {
            prices_include_tax: true,
            rate: Rate::default(),
        }
    }
}

/// Why an order comes to nothing that can be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreckonable {
    /// More is taken off this line than it comes to.
    LineBelowZero(usize),
    /// More is taken off the order than its items come to.
    BelowZero,
    /// It has more than 15 digits.
    TooLarge,
}

impl Order {
    /// This order with everything worked out that follows from quantities, unit prices, rates and discounts. What a
    /// share takes off is worked out anew.
    ///
    /// # Errors
    /// [`Unreckonable`].
    pub fn reckoned(mut self) -> Result<Self, Unreckonable> {
        let currency = self.currency;
        for (index, item) in self.items.iter_mut().enumerate() {
            price_line(item, index, currency)?;
        }
        let lines: Vec<_> = minor_units(&self.items, |item| item.line_total);
        self.subtotal = sum(&self.items, |item| item.line_total, currency)?;
        let discount = match self.discount {
            Some(discount) => discount.on(self.subtotal.minor(), currency),
            None => None,
        };
        let taken_off = discount.map_or(0, |discount| discount.amount.minor());
        if taken_off > self.subtotal.minor() {
            return Err(Unreckonable::BelowZero);
        }
        self.discount = discount;
        for (item, share) in self.items.iter_mut().zip(spread(taken_off, &lines)) {
            item.discount_share = money(share, currency)?;
            let left = item.line_total.minor() - share;
            let tax = match self.prices_include_tax {
                true => item.tax_rate.within(left),
                false => item.tax_rate.of(left),
            };
            item.tax = money(tax, currency)?;
        }
        self.taxes = taxes(&self.items, self.prices_include_tax, currency)?;
        self.total = sum(&self.taxes, |tax| tax.gross, currency)?;
        Ok(self)
    }

    /// The tax in what is to be paid.
    pub fn tax(&self) -> Money {
        let none = Money::zero(self.currency);
        self.taxes
            .iter()
            .fold(none, |sum, of_rate| sum.saturating_add(of_rate.tax))
    }

    /// This order with what follows from its items as they are.
    ///
    /// # Errors
    /// [`Unreckonable::TooLarge`] when they are none of an order that could be taken.
    pub fn added_up(mut self) -> Result<Self, Unreckonable> {
        self.subtotal = sum(&self.items, |item| item.line_total, self.currency)?;
        self.taxes = taxes(&self.items, self.prices_include_tax, self.currency)?;
        Ok(self)
    }
}

fn price_line(item: &mut OrderItem, index: usize, currency: Currency) -> Result<(), Unreckonable> {
    let full = item.unit_price.times(item.quantity);
    let full = full.ok_or(Unreckonable::TooLarge)?;
    item.discount = match item.discount {
        Some(discount) => discount.on(full.minor(), currency),
        None => None,
    };
    let taken_off = item.discount.map_or(0, |discount| discount.amount.minor());
    item.line_total = Money::from_minor(full.minor() - taken_off, currency)
        .ok_or(Unreckonable::LineBelowZero(index))?;
    Ok(())
}

fn taxes(
    items: &[OrderItem],
    prices_include_tax: bool,
    currency: Currency,
) -> Result<Vec<TaxOfRate>, Unreckonable> {
    let mut rates = BTreeMap::<Rate, (i64, i64)>::new();
    for item in items {
        let left = item.line_total.minor() - item.discount_share.minor();
        let net = match prices_include_tax {
            true => left - item.tax.minor(),
            false => left,
        };
        let of_rate = rates.entry(item.tax_rate).or_default();
        of_rate.0 += net;
        of_rate.1 += item.tax.minor();
    }
    let of_rate = |(rate, (net, tax))| {
        Ok(TaxOfRate {
            rate,
            net: money(net, currency)?,
            tax: money(tax, currency)?,
            gross: money(net + tax, currency)?,
        })
    };
    rates.into_iter().map(of_rate).collect()
}

fn minor_units<T>(of: &[T], amount: impl Fn(&T) -> Money) -> Vec<i64> {
    of.iter().map(|one| amount(one).minor()).collect()
}

fn sum<T>(
    of: &[T],
    amount: impl Fn(&T) -> Money,
    currency: Currency,
) -> Result<Money, Unreckonable> {
    Money::sum(of.iter().map(amount), currency).ok_or(Unreckonable::TooLarge)
}

fn money(minor: i64, currency: Currency) -> Result<Money, Unreckonable> {
    Money::from_minor(minor, currency).ok_or(Unreckonable::TooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{Discount, Id, OrderStatus, Timestamp};
    use super::*;

    const CURRENCIES: [&str; 3] = ["JPY", "EUR", "KWD"];

    /// A line by quantity, unit price, tax rate and discount.
    type Wanted = (i64, i64, i64, Off);

    /// What is taken off.
    #[derive(Clone, Copy, Debug)]
    enum Off {
        Nothing,
        /// So many ten-thousandths of what there is, as an amount.
        Amount(i64),
        Rate(i64),
    }

    impl Off {
        fn discount(self, whole: i64, currency: Currency) -> Option<Discount> {
            match self {
                Self::Nothing => None,
                Self::Amount(part) => Some(Discount {
                    amount: money(whole * part / 10_000, currency).unwrap(),
                    rate: None,
                }),
                Self::Rate(rate) => Some(Discount {
                    amount: Money::zero(currency),
                    rate: Rate::new(rate),
                }),
            }
        }
    }

    fn order(lines: &[Wanted], off: Off, prices_include_tax: bool, currency: Currency) -> Order {
        let nothing = Money::zero(currency);
        let item = |(quantity, price, rate, off): &Wanted| OrderItem {
            id: Id::new(Uuid::nil()),
            product_id: None,
            product_name: String::new(),
            sku: None,
            quantity: *quantity,
            unit_price: money(*price, currency).unwrap(),
            discount: off.discount(quantity * price, currency),
            line_total: nothing,
            discount_share: nothing,
            tax_rate: Rate::new(*rate).unwrap(),
            tax: nothing,
            stock_taken: 0,
        };
        let items: Vec<_> = lines.iter().map(item).collect();
        let left = |item: &OrderItem| {
            let full = item.quantity * item.unit_price.minor();
            full - item
                .discount
                .map_or(0, |it| it.on(full, currency).unwrap().amount.minor())
        };
        let whole = items.iter().map(left).sum();
        Order {
            id: Id::new(Uuid::nil()),
            number: 1,
            label: String::new(),
            status: OrderStatus::Pending,
            user_id: None,
            customer: None,
            discount: off.discount(whole, currency),
            items,
            subtotal: nothing,
            prices_include_tax,
            taxes: Vec::new(),
            total: nothing,
            paid: nothing,
            invoice: None,
            credit_note: None,
            currency,
            note: None,
            version: 1,
            allowed_statuses: OrderStatus::Pending.allowed(),
            created_at: Timestamp::EARLIEST,
            updated_at: Timestamp::EARLIEST,
        }
    }

    /// An amount as it is printed, in minor units.
    fn printed(amount: Money) -> i64 {
        amount.to_string().replace('.', "").parse().unwrap()
    }

    fn off() -> impl Strategy<Value = Off> {
        prop_oneof![
            Just(Off::Nothing),
            (0..=10_000_i64).prop_map(Off::Amount),
            (0..=10_000_i64).prop_map(Off::Rate),
        ]
    }

    fn rate() -> impl Strategy<Value = i64> {
        prop_oneof![Just(0), Just(700), Just(1_900), 0..=10_000_i64]
    }

    proptest! {
        #[test]
        fn what_is_printed_adds_up(
            lines in prop::collection::vec((1..1_000_i64, 0..10_000_000_i64, rate(), off()), 1..20),
            off in off(),
            prices_include_tax: bool,
            code in prop::sample::select(&CURRENCIES[..]),
        ) {
            let currency = Currency::from_code(code).unwrap();
            let order = order(&lines, off, prices_include_tax, currency).reckoned().unwrap();
            let sum = |amounts: &mut dyn Iterator<Item = Money>| amounts.map(printed).sum::<i64>();
            let mut gross = 0;
            for item in &order.items {
                let full = item.quantity * printed(item.unit_price);
                let taken_off = item.discount.map_or(0, |discount| printed(discount.amount));
                prop_assert_eq!(printed(item.line_total), full - taken_off);
                let left = printed(item.line_total) - printed(item.discount_share);
                // Half up: no more than half a unit from what is exact, and up where it is just half.
                let (part, rate) = (i128::from(left), i128::from(item.tax_rate.basis_points()));
                let whole = if prices_include_tax { 10_000 + rate } else { 10_000 };
                let off_by = 2 * (i128::from(printed(item.tax)) * whole - part * rate);
                prop_assert!(-whole < off_by && off_by <= whole, "{} on {}", item.tax, left);
                gross += left + if prices_include_tax { 0 } else { printed(item.tax) };
            }
            let discount = order.discount.map_or(0, |discount| printed(discount.amount));
            prop_assert_eq!(sum(&mut order.items.iter().map(|item| item.line_total)), printed(order.subtotal));
            prop_assert_eq!(sum(&mut order.items.iter().map(|item| item.discount_share)), discount);
            prop_assert_eq!(gross, printed(order.total));
            prop_assert_eq!(sum(&mut order.taxes.iter().map(|tax| tax.gross)), printed(order.total));
            prop_assert_eq!(sum(&mut order.taxes.iter().map(|tax| tax.tax)), printed(order.tax()));
            prop_assert_eq!(sum(&mut order.items.iter().map(|item| item.tax)), printed(order.tax()));
            for tax in &order.taxes {
                prop_assert_eq!(printed(tax.net) + printed(tax.tax), printed(tax.gross));
            }
            let again = order.clone().reckoned().unwrap();
            prop_assert_eq!(again.total, order.total);
            prop_assert_eq!(again.taxes, order.taxes);
        }
    }
}
