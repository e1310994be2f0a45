//! The closing of a day at the till: what came in and went back by method, what was sold by tax rate, and how the
//! orders of the day stand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::calendar::Period;
use super::money::{Currency, Money};
use super::payment::{PaymentKind, PaymentMethod};
use super::rate::Rate;
use super::sales::written;
use super::status::OrderStatus;
use super::time::Timestamp;

/// A day at the till.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Closing {
    /// The day, by the date on which it began.
    #[serde(serialize_with = "written")]
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub until: Timestamp,
    /// ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
    /// What came in and went back, by method; all methods there are.
    pub payments: Vec<MethodSums>,
    /// What was invoiced less what was credited, by tax rate, lowest first.
    pub taxes: Vec<TaxSums>,
    /// The orders that were taken on that day, by where they stand now.
    pub orders: Vec<StatusSums>,
}

/// What came in and went back in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MethodSums {
    /// How.
    pub method: PaymentMethod,
    /// What came in.
    pub payments: Money,
    /// What went back.
    pub refunds: Money,
}

/// What was sold at one tax rate. More may have been credited than invoiced: then these are of the credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaxSums {
    /// The rate.
    pub rate: Rate,
    /// Invoiced, without tax.
    pub net: Money,
    /// Its tax.
    pub tax: Money,
    /// Credited, without tax.
    pub credited_net: Money,
    /// Its tax.
    pub credited_tax: Money,
}

/// The orders of one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatusSums {
    /// Where they stand.
    pub status: OrderStatus,
    /// How many.
    pub orders: i64,
    /// What they come to.
    pub total: Money,
}

/// Adds a day up.
pub struct Till {
    currency: Currency,
    payments: BTreeMap<PaymentMethod, (Money, Money)>,
    taxes: BTreeMap<Rate, [Money; 4]>,
    orders: Vec<StatusSums>,
}

impl Till {
    /// Nothing yet.
    pub fn new(currency: Currency) -> Self {
        let none = Money::zero(currency);
        let of_status = |status| StatusSums {
            status,
            orders: 0,
            total: none,
        };
        Self {
            currency,
            payments: PaymentMethod::ALL
                .map(|method| (method, (none, none)))
                .into(),
            taxes: BTreeMap::new(),
            orders: OrderStatus::ALL.map(of_status).to_vec(),
        }
    }

    /// Money came in or went back.
    pub fn pay(&mut self, kind: PaymentKind, method: PaymentMethod, amount: Money) {
        let none = Money::zero(self.currency);
        let (payments, refunds) = self.payments.entry(method).or_insert((none, none));
        let sum = match kind {
            PaymentKind::Payment => payments,
            PaymentKind::Refund => refunds,
        };
        *sum = sum.saturating_add(amount);
    }

    /// So much was sold at a rate, or credited.
    pub fn tax(&mut self, is_credit: bool, rate: Rate, net: Money, tax: Money) {
        let sums = self
            .taxes
            .entry(rate)
            .or_insert([Money::zero(self.currency); 4]);
        let [nets, taxes, credited_nets, credited_taxes] = sums;
        let (nets, taxes) = match is_credit {
            true => (credited_nets, credited_taxes),
            false => (nets, taxes),
        };
        *nets = nets.saturating_add(net);
        *taxes = taxes.saturating_add(tax);
    }

    /// An order was taken.
    pub fn order(&mut self, status: OrderStatus, total: Money) {
        for sums in self.orders.iter_mut().filter(|sums| sums.status == status) {
            sums.orders += 1;
            sums.total = sums.total.saturating_add(total);
        }
    }

    /// What the day came to.
    pub fn close(self, date: Date, period: Period) -> Closing {
        let of_method = |(method, (payments, refunds))| MethodSums {
            method,
            payments,
            refunds,
        };
        let of_rate =
            |(rate, [net, tax, credited_net, credited_tax]): (Rate, [Money; 4])| TaxSums {
                rate,
                net,
                tax,
                credited_net,
                credited_tax,
            };
        Closing {
            date,
            from: period.from,
            until: period.until,
            currency: self.currency,
            payments: self.payments.into_iter().map(of_method).collect(),
            taxes: self.taxes.into_iter().map(of_rate).collect(),
            orders: self.orders,
        }
    }
}
